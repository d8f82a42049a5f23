"""A campaign on an older version of its pack, from before there was a certificate of a purge."""

from datetime import date

import pytest

from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.papers.fitting import fitting_forms
from desktop_app.use_cases.papers.press import plain_text
from desktop_app.use_cases.regime import shipped_packs, store_pack
from desktop_app.use_cases.vouchers.purging import purge_campaign
from desktop_app.use_cases.vouchers.settlement_papers import write_certificate
from desktop_app.use_cases.vouchers.starting import start_campaign
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.county import HandClock
from tests.use_cases.vouchers.conftest import PACK

FORM = "purge_certificate"


def older():
    """The shipped pack as version 0.1.0, without the certificate."""
    files = dict(shipped_packs()[PACK])
    forms = files["forms.toml"].decode().split("[[form]]")
    files["forms.toml"] = "[[form]]".join(x for x in forms if FORM not in x).encode()
    head = files["pack.toml"].decode().splitlines()
    head = ['version = "0.1.0"' if line.startswith("version =") else line for line in head]
    files["pack.toml"] = "\n".join(head).encode()
    return files


@pytest.fixture
def desk(tmp_path):
    clock = HandClock(date(2025, 3, 20))
    create_workspace(tmp_path / "ws", clock=clock, program="test", office_name="县商务局")
    desk = open_desk(tmp_path / "ws", clock=clock, program="test", operator="甲")
    with desk.workspace.begin(desk.act("enable_pack", "启用规则包")) as uow:
        store_pack(uow, older(), desk.today)
    yield desk
    desk.workspace.close()


def test_nothing_is_purged_before_a_certificate_can_be_had(desk):
    key = start_campaign(desk, pack=PACK)
    with pytest.raises(Refused, match=r"0\.1\.0 没有个人信息清除证明这种文书.*启用") as refused:
        purge_campaign(desk, terms_of(desk, key), reason="期满", is_applied=True)
    assert "仍照原来的版本办" in refused.value.advice
    assert FORM not in {each.id for each in fitting_forms(desk, [Subject(ENTRY, key)])}


def test_a_newer_version_lends_the_certificate_and_the_campaign_keeps_its_own(desk, tmp_path):
    key = start_campaign(desk, pack=PACK)
    with desk.workspace.begin(desk.act("enable_pack", "启用规则包")) as uow:
        store_pack(uow, shipped_packs()[PACK], desk.today)
    purge_campaign(desk, terms_of(desk, key), reason="保存期满", is_applied=True)

    assert FORM in {each.id for each in fitting_forms(desk, [Subject(ENTRY, key)])}
    write_certificate(desk, terms_of(desk, key), tmp_path / "证明.pdf")
    words = plain_text((tmp_path / "证明.pdf").read_bytes())
    assert "依据：保存期满。" in words
    with desk.workspace.read() as view:
        (paper,) = view.papers.of(Subject(ENTRY, key))
        assert paper.number == "券清〔2025〕1号"
        assert view.registers.get(key).pack_version == "0.1.0"
