"""列入项目: who may go into the plan, and what stands in the way of the others, with the clause."""

from collections.abc import Sequence

from desktop_app.use_cases.annual_plan.candidates import GROUPS, candidates
from desktop_app.use_cases.annual_plan.entering import REASON
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.views import CandidateList, CandidateRow, PlanRow
from desktop_app.values.ids import EntryId
from desktop_app.values.pinyin import sort_key
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import label, row
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Form, MoneyField, TextField
from ui.widgets.quick_filters import QuickFilters

HINT = "上年暂缓的排在最前；还不能列入的写明缺什么、依据哪一条。一个不合要求，就全部不列入。"


class CandidatesDialog(Dialog):
    """What is asked for besides goes to every project chosen; the amount only to a single one."""

    help_topic = "annual-plan"

    def __init__(self, shell: Shell, plan: PlanRow) -> None:
        super().__init__(
            shell.window, "列入项目", hint=f"{plan.title}　第 {plan.edition} 版\n{HINT}"
        )
        self._shell = shell
        self._plan = plan
        self._asks: dict[str, TextField] = {}
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.grid: GridView[CandidateRow] = GridView(
            "plan.candidates",
            _columns(),
            row_key=lambda each: each.project.id,
            store=shell.store,
            search_text=_search_text,
        )
        self.grid.cover.show_loading()
        self.grid.current_changed.connect(lambda _: self._show_why())
        self.grid.selection_changed.connect(self._show_action)
        ListOutput(shell, self.grid, "可列入计划的项目", self)
        self._why = label("", "banner-warn", wrap=True)
        self._form, self._more = Form(), Form()
        self._amount = MoneyField("申请金额", hint="不填就是申报金额；只用于一个项目")
        self._reason = TextField("列入的理由", hint="须写明理由的项目必填，理由会存档")
        self._form.add(self._amount, self._reason)
        for each in (self.chips, self.grid, self._why):
            self.body.addWidget(each)
        fields = row(self._form, self._more, spacing=24)
        for place in range(fields.count()):
            fields.setStretch(place, 1)
        self.body.addLayout(fields)
        self.body.setStretch(1, 1)
        self.add_cancel("关闭")
        self._action = self.add_action("列入", self._add)
        self._action.setEnabled(False)
        shell.run(lambda desk, _task: candidates(desk, plan.id), self._show, owner=self)

    # -- reading

    def _show(self, found: CandidateList) -> None:
        for key, title in found.asks:
            self._asks[key] = TextField(title)
            self._more.add(self._asks[key])
        chips = [("all", "全部", len(found.rows))]
        chips += [(key, words, count) for key, words, count in found.counts if count]
        self.chips.show_chips(chips)
        self.grid.set_rows(found.rows)
        if found.rows:
            self.grid.cover.hide()
        else:
            self.grid.cover.show_empty(
                "没有可以列入的项目", f"项目先在{self._shell.called('reserve_pool')}申报、入库。"
            )
        self._show_action()

    def _choose(self, key: str) -> None:
        keep = (lambda row: row.group == key) if key in GROUPS else None
        self.grid.set_keep(keep, self.chips.words_of(key))

    @property
    def _chosen(self) -> list[CandidateRow]:
        return self.grid.selected_rows

    def _show_why(self) -> None:
        current = self.grid.current_row
        parts = [*current.why, current.advice, "、".join(current.clauses)] if current else []
        self._why.setText("　".join(part for part in parts if part))
        self._why.setVisible(any(parts))

    def _show_action(self) -> None:
        rows = self._chosen
        may = [row for row in rows if row.can_enter]
        self._action.setText(f"列入 {len(rows)} 项" if len(rows) > 1 else "列入")
        self._action.setEnabled(bool(rows) and len(may) == len(rows))
        blocked = len(rows) - len(may)
        self._action.setToolTip(f"选中的有 {blocked} 项还不能列入" if blocked else "Ctrl+Enter")
        self._form.show_field(self._amount, shown=len(rows) <= 1)
        needs_reason = any(row.group == REASON or row.why for row in may)
        self._form.require(self._reason, required=needs_reason)

    # -- acting

    def _add(self) -> None:
        rows = self._chosen
        try:
            asked = self._amount.amount if len(rows) == 1 else None
        except ValueError as problem:
            self._amount.complain(str(problem))
            return
        self._amount.complain("")
        facts = {key: field.value for key, field in self._asks.items() if field.value}
        wanted = [NewItem(row.project.id, asked, self._reason.value, facts) for row in rows]
        self._action.setEnabled(False)
        key = self._plan.id
        self._shell.run(
            lambda desk, _task: add_items(desk, key, wanted),
            self._added,
            on_error=self._failed,
            owner=self,
        )

    def _failed(self, _error: BaseException) -> bool:
        self._show_action()
        return False

    def _added(self, keys: Sequence[EntryId]) -> None:
        self._shell.changed("projects", "registers")
        self._shell.say(f"已列入 {len(keys)} 个项目")
        self.accept()


def _columns() -> tuple[Column[CandidateRow], ...]:
    return (
        Column("code", "项目编号", lambda row: row.project.code, Kind.CODE, 110),
        Column("name", "项目名称", lambda row: row.project.name, width=230, sort_key=_by_name),
        Column("unit", "申报单位", lambda row: row.project.unit, width=150, sort_key=_by_unit),
        Column("amount", "申报金额", lambda row: row.amount_fen, Kind.MONEY, 128, is_sum=True),
        Column("group", "能否列入", lambda row: row.group_label, width=110),
        Column("why", "说明", lambda row: "；".join(row.why), width=250),
        Column("last", "上年", lambda row: row.last_year, width=80),
        Column("state", "状态", lambda row: row.project.state_label, width=110, is_hidden=True),
    )


def _search_text(row: CandidateRow) -> str:
    return f"{row.project.code} {row.project.name} {row.project.unit}"


def _by_name(row: CandidateRow) -> str:
    return sort_key(row.project.name)


def _by_unit(row: CandidateRow) -> str:
    return sort_key(row.project.unit)
