"""新编一版 of a long plan: its years and why it changes; the old edition stays to be read."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.errors import Refused
from desktop_app.use_cases.annual_plan.planning import revise_planning
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.registers.listing import EntryRow, RegisterPage, register_page
from desktop_app.values.ids import EntryId
from ui.shell import Shell
from ui.widgets.fields import Field, LongTextField, TextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work

KIND = "planning"
YEARS = ("from_year", "to_year")
WHY = "change_reason"
HINT = "从施行中的一版复制，评估论证后报批；批准施行以后旧版自动停用，仍可查看。"


def open_revision(shell: Shell, page: RegisterPage, row: EntryRow) -> None:
    """Ask what changes about a long plan, then begin its next edition."""
    labels = {each.id: each.label for each in page.columns}
    fields: dict[str, Field] = {
        key: TextField(labels[key], str(row.cells.get(key) or "")) for key in YEARS
    }
    if WHY in labels:
        fields[WHY] = LongTextField(labels[WHY], rows=5, hint="写明内外部环境有什么大的变化")

    def prepare() -> Work:
        given = {key: field.written for key, field in fields.items()}
        key = EntryId(row.id)
        return lambda desk: revise_planning(desk, key, given)

    subject = Subject(ENTRY, row.id)
    place = DraftPlace(KIND, "规划新编一版", row.name, (subject,), {"register": page.id})
    form = AskedForm(
        place, fields, frozenset(fields), "新编", prepare, lambda _: "已新编一版", HINT,
        "annual-plan",
    )  # fmt: skip
    FormDialog(shell, form).show_sized(560, 460)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form of a draft again for the same plan."""
    subject, register = draft.place.subjects[0], draft.place.more["register"]
    shell.run(
        lambda desk, _task: _read(desk, register, subject.id),
        lambda found: open_revision(shell, *found),
        owner=shell.window,
    )


def _read(desk: Desk, register: str, key: int) -> tuple[RegisterPage, EntryRow]:
    page = register_page(desk, register)
    row = next((each for each in page.rows if each.id == key), None)
    if row is None:
        raise Refused("这份规划已经删除", advice="草稿里的文字可以在草稿清单中复制。")
    return page, row
