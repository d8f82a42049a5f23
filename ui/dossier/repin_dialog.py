"""改用规则包版本: first what differs, in the law and for each project; then the reason."""

from collections.abc import Sequence

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.going_live.regimes import Regime
from desktop_app.use_cases.going_live.repinning import (
    RepinOutlook,
    repin,
    repin_outlook,
    targets,
)
from desktop_app.values.ids import ProjectId
from ui.dossier.outlook_tree import OutlookTree, outlook_sentence
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import ChoiceField, Form
from ui.widgets.grounds import GroundsFields

HINT = "项目一直按立项时的版本办，不会自己改。这里先列出两版的区别和对项目的影响，写明理由才改。"


class RepinDialog(ActDialog):
    """The version to move to, what that changes, and why."""

    help_topic = "turns"

    def __init__(self, shell: Shell, projects: Sequence[ProjectId], about: str) -> None:
        super().__init__(shell, "改用规则包版本", hint=f"{about}\n{HINT}")
        self._projects = tuple(projects)
        self._targets: dict[str, Regime] = {}
        self._seen: RepinOutlook | None = None
        self.target = ChoiceField("改按", [])
        self.grounds = GroundsFields(
            shell.surroundings.clock().date(),
            has_day=False,
            title="理由",
            hint="为什么改用这一版，会存档",
        )
        self.told = label("正在比较…", "banner-info", wrap=True)
        self.tree = OutlookTree(shell)
        self._build()
        subjects = tuple(Subject("project", each) for each in projects)
        kept = DraftPlace("repin", "改用规则包版本", about, subjects)
        DraftKeeper(shell, self, kept, self.grounds.fields)
        shell.run(lambda desk, _task: targets(desk), self._offer, owner=self)

    def _build(self) -> None:
        form, reasons = Form(), Form()
        form.add(self.target, required=True)
        self.grounds.add_to(reasons)
        self.body.addWidget(form)
        self.body.addWidget(self.told)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(reasons)
        self.add_left(self.tree.print_button)
        self.add_cancel()
        self.add_act("改用这一版", self._save)
        self._action.setEnabled(False)

    def _offer(self, found: tuple[Regime, ...]) -> None:
        self._targets = {f"{each.pack} {each.version}": each for each in found}
        self.target.offer([(key, each.label) for key, each in self._targets.items()])
        self.target.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        """Work out what moving to the chosen version would mean."""
        target = self._targets.get(self.target.value)
        if target is None:
            return
        self._seen = None
        self._action.setEnabled(False)
        self.told.setText("正在比较…")
        self._shell.run(
            lambda desk, _task: repin_outlook(desk, self._projects, target),
            self._show,
            owner=self,
            key="dossier.repin",
        )

    def _show(self, seen: RepinOutlook) -> None:
        self._seen = seen
        self.tree.show_outlook(seen)
        self.told.setText(outlook_sentence(seen))
        self._action.setEnabled(seen.can_move)

    def _save(self) -> None:
        if self._seen is None or not self.grounds.is_right():
            return
        target, grounds = self._seen.target, self.grounds.value
        self.carry_out(
            lambda desk: repin(
                desk, self._projects, target, grounds.reason, grounds.document_number
            ),
            lambda moved: f"已改用：{'、'.join(each.code for each in moved)}",
            "projects",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again for the same projects."""
    ids = [ProjectId(each.id) for each in draft.place.subjects]
    RepinDialog(shell, ids, draft.place.about).show_sized(980, 700)
