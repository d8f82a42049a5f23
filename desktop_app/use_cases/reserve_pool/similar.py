"""Similar applications: the groups, and what was decided about them."""

from collections.abc import Sequence

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.reserve_pool.groups import DECISIONS
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.ids import ProjectId

FEWEST = 2


def decide_similarity(
    desk: Desk, members: Sequence[ProjectId], decision: str, reason: str, *, signer: str = ""
) -> None:
    """Record a decision on a group: separate, merge or duplicate, with reason and person."""
    require(desk, "similarity.decide")
    by_label = {label: key for key, label in DECISIONS.items()}
    key = by_label.get(decision, decision)
    if key not in DECISIONS:
        choices = "、".join(f"{k}（{v}）" for k, v in DECISIONS.items())
        raise Refused(f"没有“{decision}”这种决定", advice=f"可选：{choices}。")
    if not reason.strip():
        raise Refused("没有写理由", advice="请写明理由，理由会存档并印在意见表上。")
    if len(set(members)) < FEWEST:
        raise Refused("只选了一个项目", advice="请选中一组里的全部项目再登记。")
    subjects = tuple(Subject("project", each) for each in members)
    act = desk.act(
        "decide_similarity", f"相似项目判断：{DECISIONS[key]}", reason=reason, subjects=subjects
    )
    with desk.workspace.begin(act) as uow:
        uow.decisions.add(
            decision=key,
            reason=reason,
            decided_by=signer or desk.operator,
            decided_on=desk.today,
            members=tuple(members),
        )
    refresh(desk)
