"""导入审计结果: the auditor's workbook is looked through first; then stored whole or not at all."""

from collections.abc import Sequence

from typing_extensions import override

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.auditor_results import ResultFound, ResultOrder, found_words
from ui.background import Task
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.stages.vouchers.import_dialog import FILES
from ui.stages.vouchers.look_dialog import LookDialog, fault_line
from ui.widgets.fields import DateField, TextField
from ui.widgets.file_field import FileField

HINT = (
    "按“审计结果表”退回的表：逐笔的认可、核减和原因，或按商户的合计，或两张都有。"
    "有一行对不上，整份不入库。导入以后，拨付表只照审计结果编制。"
)


class ResultDialog(LookDialog[ResultOrder, ResultFound]):
    """Name the report, choose the file, look it through, then confirm."""

    help_topic = "voucher-payout"

    def __init__(self, shell: Shell, campaign: Campaign) -> None:
        super().__init__(shell, "导入审计结果", f"{campaign.name}\n{HINT}")
        self._campaign = campaign
        self.file = FileField("文件", FILES)
        self.number = TextField("报告文号")
        self.auditor = TextField("审计机构")
        self.dated = DateField("报告日期", shell.surroundings.clock().date())
        self.build((self.file, self.number, self.auditor, self.dated))

    @override
    def order(self) -> ResultOrder | None:
        path = self.file.path
        self.file.complain("" if path else "请选择文件")
        self.number.complain("" if self.number.value else "请填写报告文号")
        self.auditor.complain("" if self.auditor.value else "请填写审计机构")
        if path is None or not self.number.value or not self.auditor.value:
            return None
        return ResultOrder(path, self.number.value, self.auditor.value, self.dated.value)

    @override
    def look(self, desk: Desk, order: ResultOrder, task: Task[ResultFound]) -> ResultFound:
        return work.look_result(desk, self._campaign.id, order, task)

    @override
    def store(self, desk: Desk, order: ResultOrder, task: Task[ResultFound]) -> ResultFound:
        return work.store_result(desk, self._campaign.id, order, task)

    @override
    def can_store(self, found: ResultFound) -> bool:
        return not found.problem_count and not found.same_file and found.places > 0

    @override
    def stored_words(self, found: ResultFound) -> str:
        return f"已导入审计结果：{found_words(found)}" if found.is_stored else ""

    @override
    def faults(self, found: ResultFound) -> tuple[Sequence[str], int]:
        told = [
            fault_line(f"{sheet}!{x.place}" if sheet else x.place, x.message, x.advice)
            for sheet, x in found.problems
        ]
        return told, found.problem_count

    @override
    def sentence(self, found: ResultFound) -> str:
        if found.problem_count:
            return f"有 {found.problem_count:,} 处问题，整份不入库。"
        unread = f"\n没有要的列，不存：{'、'.join(found.unread)}。" if found.unread else ""
        return found_words(found) + unread
