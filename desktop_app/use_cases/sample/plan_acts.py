"""Acts on the yearly plan: drawn up, ranked, reviewed by the offices, decided, answered above."""

from desktop_app.domain.plans.item import PlanItem
from desktop_app.domain.register import Owner
from desktop_app.use_cases.annual_plan.deciding import Decision, decide_items
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.intake import NewItem, add_items
from desktop_app.use_cases.annual_plan.plans import plan_page
from desktop_app.use_cases.annual_plan.ranking import take_ranking
from desktop_app.use_cases.registers.editing import EntryDraft, save_entries
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import Fen, fen_from_wan

WISHES = 5
"""Units number their wishes from one to this."""


def start(player: Player, act: StoryAct) -> None:
    """Begin the plan of a year and put the projects in that ask to be there."""
    plan = start_plan(
        player.desk,
        act.number("year"),
        title=act.text("title"),
        ceiling_fen=_fen(act.values["ceiling"]),
    )
    player.rows[act.text("as")] = plan
    wanted = [
        NewItem(
            player.project_id(key),
            _fen(act.table("asked").get(key)),
            act.text("override"),
            {"need_order": str(place % WISHES + 1)},
        )
        for place, key in enumerate(act.texts("projects"))
    ]
    add_items(player.desk, plan, wanted)
    take_ranking(player.desk, plan)


def give_opinions(player: Player, act: StoryAct) -> None:
    """The opinions of the offices on every project they say something on."""
    plan, silent = player.rows[act.text("plan")], _ids(player, act.texts("silent"))
    altered = {player.project_id(key): cells for key, cells in act.table("altered").items()}
    drafts = []
    for office in act.texts("offices"):
        for item in _items(player, plan):
            if item.project_id in silent:
                continue
            changed = altered.get(item.project_id) if office == act.text("altering") else None
            drafts.append(_opinion(plan, office, item.project_id, act, changed))
    save_entries(player.desk, drafts)


def decide(player: Player, act: StoryAct) -> None:
    """What becomes of each project: as the story says, else it is listed in whole."""
    plan = player.rows[act.text("plan")]
    said = {player.project_id(key): told for key, told in act.table("decisions").items()}
    decisions = [_decision(item.id, said.get(item.project_id)) for item in _items(player, plan)]
    decide_items(player.desk, plan, decisions)


def note_answers(player: Player, act: StoryAct) -> None:
    """What the offices above say of every listed project."""
    plan = player.rows[act.text("plan")]
    listed = [item for item in _items(player, plan) if item.is_listed]
    cells = {str(name): str(value) for name, value in act.table("cells").items()}
    drafts = [EntryDraft("", cells, entry_id=item.id, reason="登记上级审核结果") for item in listed]
    save_entries(player.desk, drafts)


def _items(player: Player, plan: EntryId) -> list[PlanItem]:
    return [row.item for row in plan_page(player.desk, plan).items]


def _ids(player: Player, keys: tuple[str, ...]) -> set[ProjectId]:
    return {player.project_id(key) for key in keys}


def _fen(wan: object) -> Fen | None:
    return fen_from_wan(str(wan)) if wan is not None else None


def _opinion(
    plan: EntryId, office: str, project: ProjectId, act: StoryAct, changed: object
) -> EntryDraft:
    more = changed if isinstance(changed, dict) else {}
    cells: dict[str, object] = {
        "office": office,
        "opinion": "调整金额后同意" if more else "同意",
        "signer": "某某",
        "signed_on": act.on.isoformat(),
        **{name: str(value) for name, value in more.items()},
    }
    return EntryDraft("plan_opinion", cells, Owner(project_id=project, parent_id=plan))


def _decision(item: EntryId, told: object) -> Decision:
    if not isinstance(told, dict):
        return Decision(item, "included")
    return Decision(item, told["decision"], _fen(told.get("amount")), told["reason"])
