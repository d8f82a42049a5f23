"""The official text beside its pack: kept as it came, read at a clause, refused if another."""

import docx
import pytest

from desktop_app.errors import Refused
from desktop_app.use_cases.official_texts import attach_text, official_text
from desktop_app.use_cases.regime import current_pack

TEXT = """某县项目管理方案
一、总体要求
（一）指导思想
统筹推进。
（二）基本原则
1.适用于全县。
2.政务信息系统是指各级机关使用的系统。
二、主要工作
（一）统筹规划与计划
1.编制规划。
2.建立储备库。
"""


@pytest.fixture
def pin(office):
    with office.desk.workspace.read() as view:
        pack = current_pack(office.desk, view)
    return pack.id, pack.version


def _word(path, text):
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(path)


@pytest.mark.parametrize("kind", ["utf-8-sig", "gb18030", "docx"])
def test_a_text_is_kept_and_read_at_a_clause(office, pin, tmp_path, kind):
    path = tmp_path / f"方案.{'docx' if kind == 'docx' else 'txt'}"
    if kind == "docx":
        _word(path, TEXT)
    else:
        path.write_bytes(TEXT.encode(kind))
    assert official_text(office.desk, *pin) is None
    attach_text(office.desk, path, pin[0], reason="县政府网站")
    path.unlink()
    kept = official_text(office.desk, *pin)
    assert kept.words("二(一)2") == "2.建立储备库。"
    assert kept.words("二(六)9") == ""
    assert kept.is_the_encoded is False
    with office.desk.workspace.read() as view:
        event = view.events.latest(1)[0]
    assert (event.act, event.reason) == ("attach_text", "县政府网站")


def test_a_newer_text_takes_the_place_of_the_older_one(office, clock, pin, tmp_path):
    for day, words in ((20, "建立储备库。"), (21, "建立项目储备库。")):
        clock.turn_to(office.desk.today.replace(day=day))
        path = tmp_path / f"{day}.txt"
        path.write_text(TEXT.replace("建立储备库。", words), "utf-8")
        attach_text(office.desk, path, pin[0])
    kept = official_text(office.desk, *pin)
    assert (kept.name, kept.words("二(一)2")) == ("21.txt", "2.建立项目储备库。")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", b"x", "不能附"),
        ("a.docx", b"PK broken", "读不出文字"),
        ("a.pdf", b"%PDF broken", "读不出文字"),
        ("a.txt", "今天开会。".encode(), "找不到"),
        ("a.txt", b"\x00\x01\xff\xfe\x00", "读不出文字"),
    ],
)
def test_what_is_no_text_of_the_regulation_is_refused_and_not_kept(
    office, pin, tmp_path, name, content, why
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=why):
        attach_text(office.desk, tmp_path / name, pin[0])
    assert official_text(office.desk, *pin) is None
