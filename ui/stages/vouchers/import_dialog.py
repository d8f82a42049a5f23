"""导入清单: a list of the platform is looked through first; then stored whole or not at all."""

from collections.abc import Sequence

from typing_extensions import override

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.records import ListKind
from desktop_app.domain.vouchers.sums import numbered_batch
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.importing import ListOrder, ListResult, list_columns
from desktop_app.values.money import Fen, yuan_text
from ui.background import Task
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.stages.vouchers.look_dialog import LookDialog, fault_line
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.file_field import FileField

LISTS: tuple[tuple[ListKind, str], ...] = (
    ("redemption", "核销明细"), ("issued", "发券明细"), ("refund", "退款明细"),
)  # fmt: skip
HINT = (
    "先看一遍：读出多少行、哪些格有问题、哪些列没有要。有一格不对整份不入库；"
    "没有要的列一律不存。同一份文件再导一次什么也不变。"
)
FILES = "清单 (*.xlsx *.xls *.csv)"
NO, YES = "no", "yes"
HALF_WIDTH = str.maketrans("；＝", ";=")
"""The signs between titles, as either keyboard writes them."""


class ListDialog(LookDialog[ListOrder, ListResult]):
    """Choose the file and what it is, look it through, then confirm."""

    help_topic = "voucher-lists"

    def __init__(self, shell: Shell, campaign: Campaign) -> None:
        super().__init__(shell, "导入清单", f"{campaign.name}\n{HINT}")
        self._campaign = campaign
        self.file = FileField("文件", FILES)
        self.list = ChoiceField("这是什么", LISTS)
        self.batch = ChoiceField("没有写批次的行算", self._batches())
        self.correction = ChoiceField(
            "性质", ((NO, "新的清单"), (YES, "更正：替换以前导入的同一笔"))
        )
        self.columns = TextField(
            "列的对应", hint="程序不认识的标题写成 标题=列名，用分号隔开；不写就不读那一列"
        )
        self.build((self.file, self.list, self.batch, self.correction, self.columns))

    def _batches(self) -> tuple[tuple[str, str], ...]:
        named = tuple((str(b.number), numbered_batch(b.number)) for b in self._campaign.batches)
        return (("", "不定（按日期）"), *named)

    @override
    def order(self) -> ListOrder | None:
        if self.file.path is None:
            self.file.complain("请选择文件")
            return None
        self.file.complain("")
        typed = self.columns.value.translate(HALF_WIDTH)
        pairs = (each.partition("=") for each in typed.split(";") if each.strip())
        named = {title.strip(): key.strip() for title, _, key in pairs}
        return ListOrder(
            self.file.path,
            self._kind(),
            int(self.batch.value) if self.batch.value else None,
            columns=self._keys(named),
            is_correction=self.correction.value == YES,
        )

    def _kind(self) -> ListKind:
        found: list[ListKind] = [each for each, _ in LISTS if each == self.list.value]
        return found[0]

    def _keys(self, named: dict[str, str]) -> dict[str, str]:
        """Titles of the file to keys of columns, told by their Chinese names."""
        known = {title: key for key, title in list_columns(self._kind())}
        return {title: known.get(word, word) for title, word in named.items()}

    @override
    def look(self, desk: Desk, order: ListOrder, task: Task[ListResult]) -> ListResult:
        return work.look(desk, self._campaign, order, task)

    @override
    def store(self, desk: Desk, order: ListOrder, task: Task[ListResult]) -> ListResult:
        return work.store(desk, self._campaign, order, task)

    @override
    def can_store(self, found: ListResult) -> bool:
        return not found.problem_count and not found.same_file and found.rows > 0

    @override
    def stored_words(self, found: ListResult) -> str:
        return f"已导入 {found.new + found.corrected:,} 行；可以撤销" if found.is_stored else ""

    @override
    def faults(self, found: ListResult) -> tuple[Sequence[str], int]:
        told = [fault_line(each.place, each.message, each.advice) for each in found.problems]
        return told, found.problem_count

    @override
    def sentence(self, found: ListResult) -> str:
        if found.same_file:
            return f"这份文件以前导入过（{found.same_file}），什么也没有变。"
        sorts = f"新增 {found.new:,}，更正 {found.corrected:,}，没有变 {found.unchanged:,}"
        told = [f"读出 {found.rows:,} 行：{sorts}；金额 {yuan_text(Fen(found.money_fen))} 元。"]
        if found.unread:
            told.append(f"没有要的列，不存：{'、'.join(found.unread)}。")
        if found.problem_count:
            told.append(f"有 {found.problem_count:,} 处问题，整份不入库。")
        return "\n".join(told)
