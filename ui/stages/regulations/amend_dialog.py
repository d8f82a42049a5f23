"""修订: another value of the law from a day on, with the clause that says so."""

from functools import partial

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.use_cases import regulations
from desktop_app.use_cases.law_amending import Amendment, amend_value
from desktop_app.use_cases.own_packs import PackInFile
from desktop_app.use_cases.regulations import ValueLine
from ui.shell import Shell
from ui.widgets.fields import DateField, Field, LongTextField, TextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work

KIND = "amendment"
HINT = (
    "办法修改了这个数才在这里改：规则包出新的一版，新建的项目按新版办；"
    "在办的项目仍按原来的数，要改用新版，在项目上另行办理。"
)


def open_amendment(shell: Shell, line: ValueLine) -> None:
    """Ask what the value becomes, from when on and by what."""
    text = TextField("新的数值", hint=f"现为 {line.text}，照原文的单位只写数")
    since = DateField("自何日起", shell.surroundings.clock().date())
    clause = TextField("条款", line.clauses[0] if line.clauses else "")
    reason = LongTextField("依据", rows=3, hint="修改文件的名称、文号、日期")
    signer = TextField("签定人")
    fields: dict[str, Field] = {
        "text": text, "since": since, "clause": clause, "reason": reason, "signer": signer,
    }  # fmt: skip

    def prepare() -> Work:
        change = Amendment(
            line.id, text.value, since.value, clause.value, reason.value, signer.value
        )
        return lambda desk: amend_value(desk, change)

    place = DraftPlace(KIND, f"修订：{line.label}", "", more={"value": line.id})
    form = AskedForm(place, fields, frozenset(fields), "修订", prepare, _done, HINT, "regulations")
    FormDialog(shell, form).show_sized(560, 520)


def _done(made: object) -> str:
    version = made.version if isinstance(made, PackInFile) else ""
    return f"已修订，规则包为 {version} 版"


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form again for the same value."""
    wanted = draft.place.more["value"]
    shell.run(
        lambda desk, _task: regulations.law_values(desk),
        partial(_open_one, shell, wanted),
        owner=shell.window,
    )


def _open_one(shell: Shell, wanted: str, lines: tuple[ValueLine, ...]) -> None:
    found = [line for line in lines if line.id == wanted]
    if found:
        open_amendment(shell, found[-1])
