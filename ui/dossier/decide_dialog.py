"""Deciding a group of similar applications: separate, merge, duplicate; with reason."""

from desktop_app.use_cases.reserve_pool.similar import decide_similarity
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from ui.shell import Shell
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, Form, LongTextField
from ui.widgets.similar_card import SimilarCard

DECISIONS = (
    ("separate", "分别申报：建设内容不同"),
    ("merge", "合并申报：属于同一个项目"),
    ("duplicate", "重复：只保留一个"),
)


class DecideDialog(Dialog):
    """Shows the group again, asks for the decision and why."""

    def __init__(self, shell: Shell, group: SimilarGroupView) -> None:
        super().__init__(
            shell.window, "相似项目判断", hint="判断和理由会写入核查，并印在意见表上。"
        )
        self._shell = shell
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
        self.add_action("登记判断", self._save)

    def _save(self) -> None:
        self._reason.complain("" if self._reason.value else "请写明理由")
        if not self._reason.value:
            return
        ids = [member.id for member in self._group.members]
        decision, reason = self._decision.value, self._reason.value
        self._shell.run(
            lambda desk, _task: decide_similarity(desk, ids, decision, reason),
            lambda _: self._saved(),
            owner=self,
        )

    def _saved(self) -> None:
        self._shell.changed("projects")
        self._shell.say("已登记相似项目的判断")
        self.accept()
