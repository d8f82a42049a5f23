"""发文稿纸: what goes round with a letter until it is signed."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Paper
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.dispatch import DispatchEntry, issue_dispatch, preview_dispatch
from desktop_app.values.ids import PaperId
from ui.drafts.keeper import DraftKeeper
from ui.papers.previewing import PreviewDialog
from ui.papers.viewer import PaperViewer
from ui.shell import Shell
from ui.widgets.basics import button
from ui.widgets.fields import ChoiceField, Form, LongTextField, TextField

HINT = "拟稿、核稿、会签、签发依次手签；没有填的项目留空手写。"
SECRECY = (("", "不定密"), ("内部", "内部"), ("秘密", "秘密"), ("机密", "机密"))
URGENCY = (("", "平件"), ("加急", "加急"), ("特急", "特急"))


class DispatchDialog(PreviewDialog):
    """Nothing is numbered or kept before 出具."""

    help_topic = "dispatch"

    def __init__(self, shell: Shell, paper: Paper) -> None:
        super().__init__(shell, "发文稿纸", f"{paper.title}\n{HINT}")
        self._paper = paper
        self._copies = TextField("印发份数", placeholder="例如：20")
        self._secrecy = ChoiceField("密级", SECRECY)
        self._urgency = ChoiceField("紧急程度", URGENCY)
        self._drafter = TextField("拟稿人", placeholder="不填为经办人")
        self._phone = TextField("联系电话")
        self._checker = TextField("核稿人")
        self._signers = LongTextField("会签单位", rows=3, hint="一行一个")
        self._copy_to = TextField("抄送", placeholder="不填按函件的抄送")
        self._note = LongTextField("说明", rows=2)
        self._build()
        self._keep(shell)
        self.look()

    def _build(self) -> None:
        form = Form()
        form.add(self._copies, self._secrecy, self._urgency)
        form.add(self._drafter, self._phone, self._checker, self._signers)
        form.add(self._copy_to, self._note)
        self.side.addWidget(form)
        self.side.addWidget(button("预览(&P)", self.look))
        self.side.addStretch(1)
        self.add_cancel("关闭")
        self.add_act("出具", self._issue_sheet)

    def _keep(self, shell: Shell) -> None:
        paper = self._paper
        more = {"paper": str(paper.id)}
        place = DraftPlace("dispatch", "发文稿纸", paper.title, paper.subjects, more)
        typed = {
            "copies": self._copies,
            "drafter": self._drafter,
            "phone": self._phone,
            "checker": self._checker,
            "signers": self._signers,
            "copy_to": self._copy_to,
            "note": self._note,
        }
        DraftKeeper(shell, self, place, typed)

    @property
    def entry(self) -> DispatchEntry | None:
        """What is filled in; None where the number of copies is none."""
        copies = self._copies.value
        is_number = not copies or copies.isdecimal()
        self._copies.complain("" if is_number else "份数写整数，例如 20")
        if not is_number:
            return None
        lines = (line.strip() for line in self._signers.value.splitlines())
        return DispatchEntry(
            copies=int(copies) if copies else None,
            secrecy=self._secrecy.value,
            urgency=self._urgency.value,
            drafted_by=self._drafter.value,
            checked_by=self._checker.value,
            countersigners=tuple(line for line in lines if line),
            copy_to=self._copy_to.value,
            phone=self._phone.value,
            note=self._note.value,
        )

    def look(self) -> None:
        """Show the sheet as it is filled in."""
        entry, key = self.entry, self._paper.id
        if entry is not None:
            self.show_pdf(lambda desk: preview_dispatch(desk, key, entry))

    def _issue_sheet(self) -> None:
        entry, key = self.entry, self._paper.id
        if entry is not None:
            self.carry_out(
                lambda desk: issue_dispatch(desk, key, entry),
                lambda sheet: f"已出具：{sheet.title} {sheet.number}",
                "papers",
                after=lambda sheet: PaperViewer(self._shell, sheet).show_sized(980, 700),
            )


def _paper_of(desk: Desk, draft: Draft) -> Paper:
    with desk.workspace.read() as view:
        paper = view.papers.find(PaperId(int(draft.place.more["paper"])))
    if paper is None:
        raise Refused("这份文书已经不在", advice="请到那个项目、单位的“材料”里看出过的文书。")
    return paper


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same letter."""
    shell.run(
        lambda desk, _task: _paper_of(desk, draft),
        lambda paper: DispatchDialog(shell, paper).show_sized(1120, 700),
        owner=shell.window,
    )
