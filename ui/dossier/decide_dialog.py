"""Deciding a group of similar applications: separate, merge, duplicate; with reason."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.values.ids import ProjectId
from ui.dossier.step_forms import read_project
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.fields import ChoiceField, Form, LongTextField
from ui.widgets.similar_card import SimilarCard

DECISIONS = (
    ("separate", "分别申报：建设内容不同"),
    ("merge", "合并申报：属于同一个项目"),
    ("duplicate", "重复：只保留一个"),
)


class DecideDialog(ActDialog):
    """Shows the group again, asks for the decision and why."""

    help_topic = "similar"

    def __init__(self, shell: Shell, group: SimilarGroupView) -> None:
        super().__init__(shell, "相似项目判断", hint="判断和理由会写入核查，并印在意见表上。")
        self._group = group
        self._decision = ChoiceField("判断", DECISIONS)
        self._reason = LongTextField("理由", rows=4)
        form = Form()
        form.add(self._decision, self._reason, required=True)
        layout = self.make_scrolling()
        layout.addWidget(SimilarCard(group))
        layout.addWidget(form)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("登记判断", self._save)
        subjects = tuple(Subject("project", member.id) for member in group.members)
        names = "、".join(member.name for member in group.members)
        place = DraftPlace("decide", "相似项目判断", names, subjects)
        DraftKeeper(shell, self, place, {"decision": self._decision, "reason": self._reason})

    def _save(self) -> None:
        self._reason.complain("" if self._reason.value else "请写明理由")
        if not self._reason.value:
            return
        ids = [member.id for member in self._group.members]
        decision, reason = self._decision.value, self._reason.value
        self.carry_out(
            lambda desk: decide_similarity(desk, ids, decision, reason),
            lambda _: "已登记相似项目的判断",
            "projects",
        )


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again if the group still stands together."""
    place = draft.place
    shell.run(
        lambda desk, _task: _group_again(desk, place),
        lambda group: DecideDialog(shell, group).show_sized(640, 560),
        owner=shell.window,
    )


def _group_again(desk: Desk, place: DraftPlace) -> SimilarGroupView:
    members = {subject.id for subject in place.subjects}
    groups = read_project(desk, ProjectId(place.subjects[0].id)).page.similar
    group = next((g for g in groups if {int(m.id) for m in g.members} == members), None)
    if group is None:
        raise Refused("这组项目现在不再相似", advice="不必再判断。", record=place.about)
    return group
