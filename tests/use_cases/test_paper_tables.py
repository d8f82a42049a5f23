"""Lists on paper: the numbers of a column are told in equally many decimals."""

import pytest

from desktop_app.rules.loader import load_pack
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.form_parts import FormColumn
from desktop_app.rules.source import read_pack_folder
from desktop_app.use_cases.papers.tables import _evened
from resources import resource


@pytest.fixture(scope="module")
def pack() -> Pack:
    loaded = load_pack(read_pack_folder(resource("rule_packs") / "qingyang-2024"))
    assert loaded.pack is not None
    return loaded.pack


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        (("100", "97.5", "91.45"), ("100.00", "97.50", "91.45")),
        (("100", "", "95"), ("100", "", "95")),
        (("94.4", "", "66.667"), ("94.400", "", "66.667")),
        ((), ()),
    ],
)
def test_scores_of_a_column_have_equally_many_decimals(pack, scores, told):
    columns = [
        FormColumn(title="项目名称", value="{project_name}"),
        FormColumn(title="得分", value="{plan_item.score}"),
    ]
    rows = _evened(pack, columns, [("97.5", score) for score in scores])
    assert rows == tuple(("97.5", score) for score in told)
