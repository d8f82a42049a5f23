"""导入清单: a list of the platform is looked through first; then stored whole or not at all."""

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.records import ListKind
from desktop_app.errors import Cancelled
from desktop_app.use_cases.vouchers.importing import ListOrder, ListResult, list_columns
from desktop_app.values.money import Fen, yuan_text
from ui.background import Progress, Task
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.widgets.basics import copyable, label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form, TextField
from ui.widgets.file_field import FileField

LISTS: tuple[tuple[ListKind, str], ...] = (
    ("redemption", "核销明细"), ("issued", "发券明细"), ("refund", "退款明细"),
)  # fmt: skip
HINT = (
    "先看一遍：读出多少行、哪些格有问题、哪些列没有要。有一格不对整份不入库；"
    "没有要的列一律不存。同一份文件再导一次什么也不变。"
)
FILES = "清单 (*.xlsx *.xls *.csv)"
MOST_TOLD = 40
NO, YES = "no", "yes"
LOOK, STORE, STOP = "看一遍", "确认导入", "停止"


class ListDialog(Dialog):
    """Choose the file and what it is, look it through, then confirm."""

    def __init__(self, shell: Shell, campaign: Campaign) -> None:
        super().__init__(shell.window, "导入清单", hint=f"{campaign.name}\n{HINT}")
        self._shell = shell
        self._campaign = campaign
        self._task: Task[ListResult] | None = None
        self._looked: ListOrder | None = None
        self.file = FileField("文件", FILES)
        self.list = ChoiceField("这是什么", LISTS)
        self.batch = ChoiceField("没有写批次的行算", self._batches())
        self.correction = ChoiceField(
            "性质", ((NO, "新的清单"), (YES, "更正：替换以前导入的同一笔"))
        )
        self.columns = TextField(
            "列的对应", hint="程序不认识的标题写成 标题=列名，用分号隔开；不写就不读那一列"
        )
        form = Form()
        form.add(self.file, self.list, self.batch, self.correction, self.columns)
        for field in (self.file, self.list, self.batch, self.correction, self.columns):
            field.changed.connect(self._forget)
        layout = self.make_scrolling()
        layout.addWidget(form)
        self.words = label("还没有看。", "muted", wrap=True)
        self.problems = copyable("", "fail")
        layout.addWidget(self.words)
        layout.addWidget(self.problems)
        layout.addStretch(1)
        self.add_cancel("关闭")
        self.action = self.add_action(LOOK, self._act)

    def _batches(self) -> tuple[tuple[str, str], ...]:
        named = tuple((str(b.number), f"第{b.number}批") for b in self._campaign.batches)
        return (("", "不定（按日期）"), *named)

    def _forget(self) -> None:
        """Another file or another meaning: it has to be looked through again."""
        self._looked = None
        if self._task is None:
            self.action.setText(LOOK)

    def _act(self) -> None:
        if self._task is not None:
            self._task.cancel()
        elif self._looked is not None:
            self._store(self._looked)
        else:
            self._look()

    def _order(self) -> ListOrder | None:
        if self.file.path is None:
            self.file.complain("请选择文件")
            return None
        self.file.complain("")
        pairs = (each.partition("=") for each in self.columns.value.split("；") if each.strip())
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

    def _look(self) -> None:
        order = self._order()
        if order is None:
            return
        campaign = self._campaign
        self.action.setText(STOP)
        self._task = self._shell.run(
            lambda desk, task: work.look(desk, campaign, order, task),
            lambda found: self._show(order, found),
            on_error=self._failed,
            on_progress=self._tell,
            owner=self,
        )

    def _store(self, order: ListOrder) -> None:
        campaign = self._campaign
        self.action.setText(STOP)
        self._task = self._shell.run(
            lambda desk, task: work.store(desk, campaign, order, task),
            self._stored,
            on_error=self._failed,
            on_progress=self._tell,
            owner=self,
        )

    def _tell(self, progress: Progress) -> None:
        self.words.setText(f"{progress.text}　{progress.done:,} / {progress.total:,}")

    def _failed(self, error: BaseException) -> bool:
        self._task = None
        self._forget()
        is_stopped = isinstance(error, Cancelled)
        self.words.setText("已停止，没有写入任何数据。" if is_stopped else "没有导入。")
        return is_stopped

    def _show(self, order: ListOrder, found: ListResult) -> None:
        self._task = None
        can_store = not found.problem_count and not found.same_file and found.rows > 0
        self._looked = order if can_store else None
        self.action.setText(STORE if can_store else LOOK)
        self.words.setText(_sentence(found))
        self.problems.setText(_problems(found))

    def _stored(self, found: ListResult) -> None:
        self._task = None
        if not found.is_stored:
            self._forget()
            self.words.setText(_sentence(found))
            self.problems.setText(_problems(found))
            return
        self._shell.changed()
        self._shell.say(f"已导入 {found.new + found.corrected:,} 行；可以撤销")
        self.accept()


def _sentence(found: ListResult) -> str:
    if found.same_file:
        return f"这份文件以前导入过（{found.same_file}），什么也没有变。"
    sorts = f"新增 {found.new:,}，更正 {found.corrected:,}，没有变 {found.unchanged:,}"
    told = [f"读出 {found.rows:,} 行：{sorts}；金额 {yuan_text(Fen(found.money_fen))} 元。"]
    if found.unread:
        told.append(f"没有要的列，不存：{'、'.join(found.unread)}。")
    if found.problem_count:
        told.append(f"有 {found.problem_count:,} 处问题，整份不入库。")
    return "\n".join(told)


def _problems(found: ListResult) -> str:
    lines = [
        f"{each.place}　{each.message}{'。' + each.advice if each.advice else ''}"
        for each in found.problems[:MOST_TOLD]
    ]
    if found.problem_count > len(lines) > 0:
        lines.append(f"… 还有 {found.problem_count - len(lines):,} 处")
    return "\n".join(lines)
