"""Personal columns in full, on screen for half a minute or in a workbook: for a reason."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.registers.revealing import Lines, reveal_entry
from desktop_app.values.ids import EntryId
from ui.shell import Shell
from ui.widgets.dialog import Dialog
from ui.widgets.facts import FactList
from ui.widgets.fields import Field, TextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work
from ui.widgets.saving import WORKBOOK, ask_where

KIND = "personal"
TOPIC = "voucher-personal"
SHOWN_SECONDS = 30


class RevealedDialog(Dialog):
    """What was asked for, until it is closed or its half minute is over."""

    def __init__(self, parent: QWidget | None, about: str, lines: Lines) -> None:
        hint = f"{about}　已记入日志，{SHOWN_SECONDS} 秒后自动收起"
        super().__init__(parent, "个人信息", hint=hint)
        facts = FactList()
        facts.show_lines(lines)
        layout = self.make_scrolling()
        layout.addWidget(facts)
        layout.addStretch(1)
        self.add_action("收起", self.accept)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.accept)
        self.timer.start(SHOWN_SECONDS * 1000)


def open_reveal(shell: Shell, key: EntryId, about: str) -> None:
    """Ask why, then show the personal columns of a row."""
    place = DraftPlace(KIND, "查看个人信息", about, (Subject(ENTRY, key),), {"form": "reveal"})
    _open(shell, place)


def open_export(shell: Shell, register: str, title: str) -> None:
    """Ask whether personal columns go out in full, and why, then where to."""
    place = DraftPlace(KIND, "导出全部", title, (), {"form": "export", "register": register})
    _open(shell, place)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form of a draft again."""
    _open(shell, draft.place)


def _open(shell: Shell, place: DraftPlace) -> None:
    FormDialog(shell, FORMS[place.more["form"]](shell, place)).show_sized(560, 320)


def _reveal(shell: Shell, place: DraftPlace) -> AskedForm:
    reason = TextField("理由", hint="写明用途，如 电话核实；会记入日志")
    fields: dict[str, Field] = {"reason": reason}
    key = EntryId(place.subjects[0].id)

    def prepare() -> Work:
        why = reason.value
        return lambda desk: reveal_entry(desk, key, why)

    def done(result: object) -> str:
        lines = tuple(result) if isinstance(result, tuple) else ()
        RevealedDialog(shell.window, place.about, lines).show_sized(460, 360)
        return "已记入日志"

    hint = "谁、什么时候、为什么看的，都会记入日志。"
    return AskedForm(place, fields, frozenset(fields), "查看", prepare, done, hint, TOPIC)


def _export(shell: Shell, place: DraftPlace) -> AskedForm:
    reason = TextField("导出全部内容的理由", hint="不填的，姓名、证件、电话、账户遮住")
    fields: dict[str, Field] = {"reason": reason}
    register, title = place.more["register"], place.about

    def prepare() -> Work | None:
        path = ask_where(shell.window, "导出", f"{title}.xlsx", WORKBOOK)
        why = reason.value
        return None if path is None else lambda desk: export_sheet(desk, register, path, reason=why)

    hint = "遮住的也可以改了再导回来：遮住的格子不动，就照原样保留。"
    return AskedForm(
        place, fields, frozenset(), "导出…", prepare, "已导出 {} 条".format, hint, TOPIC
    )


FORMS: Mapping[str, Callable[[Shell, DraftPlace], AskedForm]] = {
    "reveal": _reveal,
    "export": _export,
}
