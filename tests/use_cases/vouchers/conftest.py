"""A campaign with a platform's lists of a few rows, for checks one by one."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.use_cases.regime import shipped_packs, store_pack
from desktop_app.use_cases.sample.story import StoryClock
from desktop_app.use_cases.vouchers.auditing import audit, finding_lines
from desktop_app.use_cases.vouchers.importing import ListOrder, import_list
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from tests.scenario import voucher_lists as lists

PACK = "qingyang-2024-vouchers"
PERIOD = {"starts_on": "2024-08-01", "ends_on": "2024-12-31", "total": 500_000_000}


class Office:
    """One desk with one campaign; rows are added to the platform before they are taken in."""

    def __init__(self, folder):
        self.folder = folder
        self.clock = StoryClock(date(2025, 1, 10))
        create_workspace(
            folder / "ws", clock=self.clock, program="test", office_name="县商务局", operator="甲"
        )
        self.desk = open_desk(folder / "ws", clock=self.clock, program="test", operator="甲")
        with self.desk.workspace.begin(self.desk.act("fill", "新建活动")) as uow:
            pack = store_pack(uow, shipped_packs()[PACK], date(2024, 8, 6))
            for name in ("秋季消费券", "冬季消费券"):
                uow.registers.add(
                    register_id="campaign", name=name, cells={"title": name, **PERIOD},
                    pack=pack.id, pack_version=pack.version, registered_on=date(2024, 8, 6),
                )  # fmt: skip
        self.terms = lists.terms(lists.campaign())
        self.platform = lists.Platform(seed=1)
        self.files = 0

    def take_in(self, *, issued=True, order=lists.HEAD, terms=None):
        """Takes the platform's lists in."""
        plan = (terms or self.terms).campaign
        if issued:
            used = {row["券码"] for row in self.platform.rows}
            self.platform.issued = [each for each in self.platform.issued if each[0] in used]
            path = self.platform.write_issued(self.folder / "发券.csv")
            if self.platform.issued:
                assert import_list(self.desk, plan, ListOrder(path, "issued")).is_stored
        return self.take(self.platform.write(self._file(), order=order), plan=plan)

    def take(self, path, kind="redemption", plan=None, **more):
        return import_list(self.desk, plan or self.terms.campaign, ListOrder(path, kind, **more))

    def _file(self):
        self.files += 1
        return self.folder / f"清单{self.files}.csv"

    def csv(self, head, *rows):
        """A file of its own."""
        path = self._file()
        path.write_text("\n".join((head, *rows)), "utf-8")
        return path

    def found(self):
        """By check, how many rows it found and what was taken off, in 元."""
        page = audit(self.desk, self.terms)
        self.page = page
        lines = (*page.causes, *page.signs)
        return {x.check.id: (x.sum.rows, x.sum.counted_fen / 100) for x in lines if x.sum.rows}

    def rows_of(self, check):
        """Numbers of the redemptions a check found."""
        lines = finding_lines(self.desk, self.terms, check, count=1000)
        return [each.row.transaction_no for each in lines]

    def with_signs(self, **lines):
        self.terms = replace(self.terms, signs=replace(self.terms.signs, **lines))


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.desk.workspace.close()
