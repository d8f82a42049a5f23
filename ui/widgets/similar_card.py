"""A group of similar applications: who, how much together, what is the same, what was decided."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_app.use_cases.reserve_pool.views import SimilarGroupView, SimilarMember
from desktop_app.values.money import wan_text
from ui.widgets.basics import button, copyable, label, row
from ui.widgets.sign import SIGNS

MOST_FRAGMENTS = 8


class SimilarCard(QFrame):
    """One group; with `on_decide` the decision can be entered."""

    def __init__(
        self,
        group: SimilarGroupView,
        on_decide: Callable[[SimilarGroupView], object] | None = None,
    ) -> None:
        super().__init__()
        light = "pass" if group.decision else "judge"
        self.setProperty("role", f"verdict-{light}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(label(_heading(group), "section", wrap=True))
        layout.addLayout(_members(group.members))
        total = " + ".join(wan_text(member.amount_fen) for member in group.members)
        sum_text = f"{total} = {wan_text(group.sum_fen)} 万元"
        crossed = f"，越过 {'、'.join(group.thresholds)}" if group.thresholds else ""
        layout.addWidget(copyable(sum_text + crossed, "small"))
        if group.fragments:
            layout.addWidget(copyable(_same_text(group.fragments), "small"))
        if group.decision:
            layout.addWidget(copyable(group.decision, "pass"))
        elif on_decide is not None:
            decide = button("登记判断…", lambda: on_decide(group))
            layout.addLayout(row(decide, None))


def _same_text(fragments: tuple[str, ...]) -> str:
    """The longest fragments first; a card is read at a glance."""
    longest = sorted(fragments, key=len, reverse=True)[:MOST_FRAGMENTS]
    more = f" 等 {len(fragments)} 处" if len(fragments) > len(longest) else ""
    return f"相同片段：{' · '.join(longest)}{more}"


def _heading(group: SimilarGroupView) -> str:
    sign = SIGNS["pass" if group.decision else "judge"]
    family = "同一单位系统" if group.same_family else "不同单位"
    return f"{sign} {len(group.members)} 个项目内容相近（{family}，相似度 {group.score}）"


def _members(members: tuple[SimilarMember, ...]) -> QVBoxLayout:
    """Two lines for each: the name with its amount, then code, unit and day."""
    made = QVBoxLayout()
    made.setSpacing(0)
    for member in members:
        heading = row(
            label(member.name, wrap=True), label(f"{wan_text(member.amount_fen)} 万元"), spacing=10
        )
        heading.setStretch(0, 1)
        about = f"{member.code or '（新）'}　{member.unit}　{member.applied_on}"
        made.addLayout(heading)
        made.addWidget(label(about, "small", wrap=True))
        made.addSpacing(4)
    return made
