"""催报: who was sent what, who has returned it, who was reminded; one round at a time."""

from desktop_app.domain.record import Subject
from desktop_app.use_cases import rounds
from desktop_app.use_cases.chasing import note_answer, send_reminders
from desktop_app.use_cases.rounds import RecipientRow, RoundPage
from desktop_app.values.identity import mask_phone
from desktop_app.values.ids import RecipientId, RoundId
from ui.error_dialog import Question
from ui.shell import Shell
from ui.table.column import Column, Kind
from ui.table.grid import GridView
from ui.table.output import ListOutput
from ui.widgets.basics import button, label
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form, TextField
from ui.widgets.note_dialog import NoteDialog
from ui.widgets.quick_filters import QuickFilters
from ui.widgets.saving import ask_folder

MISSING, LATE, RETURNED = "missing", "late", "returned"


class RoundsDialog(Dialog):
    """The register of a round with the units still missing first; the newest of `sheet` in view."""

    help_topic = "rounds"

    def __init__(self, shell: Shell, sheet: str = "") -> None:
        super().__init__(shell.window, "下发登记与催报")
        self._shell = shell
        self._sheet = sheet
        self._pages: dict[str, RoundPage] = {}
        self._round = ChoiceField("轮次", [])
        self._round.changed.connect(self._show_round)
        self._about = label("", "muted", wrap=True)
        self.chips = QuickFilters()
        self.chips.chosen.connect(self._choose)
        self.grid: GridView[RecipientRow] = GridView(
            "rounds", _columns(), row_key=lambda each: each.id, store=shell.store
        )
        ListOutput(shell, self.grid, "下发登记", self)
        for each in (self._round, self._about, self.chips):
            self.body.addWidget(each)
        self.body.addWidget(self.grid, 1)
        self._close = button("结束本轮…", self._ask_close, "danger")
        self.add_left(self._close)
        self._letters = button("催报函…", self._ask_letters)
        self._answer = button("登记答复…", self._ask_answer)
        for act in (button("电话催办记录…", self._note), self._answer, self._letters):
            self.foot.addWidget(act)
        self.add_cancel("关闭")
        self._remind = self.add_action("登记催报", self._remind_units)
        self._read()

    @property
    def current(self) -> RoundPage | None:
        """The round in view, None when there is none."""
        return self._pages.get(self._round.value)

    def _read(self) -> None:
        self._shell.run(lambda desk, _task: rounds.rounds(desk), self._show, owner=self)

    def _show(self, pages: tuple[RoundPage, ...]) -> None:
        mine = (str(page.round.id) for page in pages if page.round.sheet == self._sheet)
        before = self._round.value or next(mine, "")
        self._pages = {str(page.round.id): page for page in pages}
        box = self._round.box
        box.blockSignals(True)  # noqa: FBT003 - Qt
        box.clear()
        for key, page in self._pages.items():
            ended = "（已结束）" if page.round.closed_on else ""
            box.addItem(f"{page.round.title}{ended}", key)
        box.setCurrentIndex(max(0, box.findData(before)))
        box.blockSignals(False)  # noqa: FBT003 - Qt
        self._show_round()

    def _show_round(self) -> None:
        page = self.current
        is_open = page is not None and page.round.closed_on is None
        for act in (self._remind, self._letters, self._answer, self._close):
            act.setEnabled(is_open)
        if page is None:
            self.grid.set_rows(())
            self.grid.cover.show_empty("还没有下发过", "先下发模板，这里登记谁收到、谁未报。")
            return
        self.grid.cover.hide()
        due = f"，{page.round.due_on} 截止" if page.round.due_on else ""
        self._about.setText(f"{page.sheet_title}，{page.round.opened_on} 下发{due}")
        rows = page.recipients
        self.grid.set_rows(rows)
        self.chips.show_chips(
            (
                ("all", "全部", len(rows)),
                (MISSING, "未报", len(page.missing)),
                (LATE, "逾期", sum(r.is_overdue for r in rows)),
                (RETURNED, "已报", sum(r.returned_on is not None for r in rows)),
            )
        )
        self.chips.choose(MISSING if page.missing else "all")

    def _choose(self, key: str) -> None:
        keeps = {
            MISSING: lambda each: each.is_missing,
            LATE: lambda each: each.is_overdue,
            RETURNED: lambda each: each.returned_on is not None,
        }
        self.grid.set_keep(keeps.get(key), self.chips.words_of(key))

    def _missing_units(self) -> list[RecipientRow]:
        """The selected units that are missing; with one row selected, every one shown."""
        chosen = self.grid.selected_rows
        rows = chosen if len(chosen) > 1 else self.grid.model.rows
        return [each for each in rows if each.is_missing]

    def _remind_units(self) -> None:
        page, late = self.current, self._missing_units()
        if page is None or not late:
            self._shell.say("没有未报的单位")
            return
        text = f"登记今天向 {len(late)} 个未报单位催报。"
        question = Question("登记催报", text, f"催报 {len(late)} 个单位")
        round_id, late_ones = page.round.id, [each.id for each in late]
        self._shell.ask(
            question,
            lambda: self._shell.run(
                lambda desk, _task: rounds.remind(desk, round_id, late_ones),
                lambda _: self._changed("已登记催报"),
                owner=self,
            ),
        )

    def _ask_letters(self) -> None:
        """Issue a letter to each unit that is missing, written into a folder; it is chased so."""
        page, late = self.current, self._missing_units()
        if page is None or not late:
            self._shell.say("没有未报的单位")
            return
        text = f"给 {len(late)} 个未报单位各出一份催报函，写到文件夹里，并登记今天催报。"
        round_id, late_ones = page.round.id, [each.id for each in late]
        self._shell.ask(
            Question("催报函", text, "写催报函"), lambda: self._write_letters(round_id, late_ones)
        )

    def _write_letters(self, round_id: RoundId, late: list[RecipientId]) -> None:
        folder = ask_folder(self, "催报函放在哪个文件夹")
        if folder is not None:
            self._shell.run(
                lambda desk, _task: send_reminders(desk, round_id, folder, recipients=late),
                lambda files: self._changed(f"已写出 {len(files)} 份催报函，并登记催报"),
                owner=self,
            )

    def _ask_answer(self) -> None:
        """Note that the current unit answered without a workbook."""
        current, page = self.grid.current_row, self.current
        if page is None or current is None or current.unit_id is None or not current.is_missing:
            self._shell.say("先选中一个还没有报回的单位")
            return
        round_id, unit_id = page.round.id, current.unit_id
        field = TextField("怎样答复的", placeholder="例如：书面告知本年度无申报项目")
        dialog = Dialog(self, "登记答复", hint=f"{current.unit}　没有报表、另行答复的，记为已报。")
        form = Form()
        form.add(field, required=True)
        dialog.body.addWidget(form)
        dialog.body.addStretch(1)
        dialog.add_cancel()

        def noted(_page: RoundPage) -> None:
            dialog.accept()
            self._changed("已登记答复")

        def save() -> None:
            words = field.value
            self._shell.run(
                lambda desk, _task: note_answer(desk, round_id, unit_id, words),
                noted,
                owner=dialog,
            )

        dialog.add_action("登记", save)
        dialog.show_sized(460, 230)
        field.setFocus()

    def _note(self) -> None:
        current, page = self.grid.current_row, self.current
        if current is not None and page is not None:
            about = f"{current.unit}　{current.contact}　{mask_phone(current.phone)}"
            is_unit = current.unit_id is not None
            subject = Subject("unit" if is_unit else "round", current.unit_id or page.round.id)
            NoteDialog(self._shell, (subject,), about, "call").show_sized(480, 340)

    def _ask_close(self) -> None:
        page = self.current
        if page is None:
            return
        text = f"还有 {len(page.missing)} 个单位未报。结束后再报来的不计入本轮。"
        round_id = page.round.id
        self._shell.ask(
            Question("结束本轮", text, "结束本轮", "不结束", is_dangerous=True),
            lambda: self._shell.run(
                lambda desk, _task: rounds.close_round(desk, round_id),
                lambda _: self._changed("已结束本轮"),
                owner=self,
            ),
        )

    def _changed(self, text: str) -> None:
        self._shell.changed("rounds")
        self._shell.say(text)
        self._read()


def _columns() -> tuple[Column[RecipientRow], ...]:
    return (
        Column("unit", "单位", lambda each: each.unit, width=196),
        Column("state", "情况", _state, width=80),
        Column("sent", "下发日期", lambda each: each.sent_on, Kind.DATE, 102),
        Column("returned", "报回日期", lambda each: each.returned_on, Kind.DATE, 102),
        Column("count", "催报次数", lambda each: len(each.reminders), Kind.NUMBER, 100),
        Column("last", "最近催报", lambda each: max(each.reminders, default=None), Kind.DATE, 104),
        Column("contact", "联系人", lambda each: each.contact, width=84),
        Column("phone", "电话", lambda each: mask_phone(each.phone), Kind.CODE, 116),
        Column(
            "owed", "没有填写的行", lambda each: "；".join(o.text for o in each.owed), width=220
        ),
    )


def _state(each: RecipientRow) -> str:
    if each.owed:
        return f"△ 缺 {len(each.owed)} 条"
    if each.returned_on is not None:
        return "✓ 已报"
    return "× 逾期" if each.is_overdue else "… 未报"
