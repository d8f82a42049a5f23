"""The plans of every year with their editions, and one plan as its page shows it."""

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.plans.ceiling import ceiling_doubts, unit_doubt
from desktop_app.domain.plans.item import PlanItem, sums_of
from desktop_app.domain.plans.opinions import Opinion, ReviewedItem, opinion_of, reviewed
from desktop_app.domain.plans.running import running
from desktop_app.domain.project import Project
from desktop_app.errors import Refused
from desktop_app.rules.plans import ANSWERS
from desktop_app.use_cases.annual_plan.book import PlanBook, all_books, kinds_in_force, open_book
from desktop_app.use_cases.annual_plan.shape import PlanShape
from desktop_app.use_cases.annual_plan.views import (
    ItemRow,
    PlanPage,
    PlanRow,
    ProjectWords,
)
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import EntryId, ProjectId
from desktop_app.values.money import wan_text

MOST_NAMED = 5


def plan_list(desk: Desk) -> tuple[PlanRow, ...]:
    """Every edition of every plan, the newest year and edition first."""
    with desk.workspace.read() as view:
        reading = Reading(desk, view, desk.today, is_brief=True)
        books = all_books(reading, kinds_in_force(reading))
        return plan_rows(books)


def plan_page(desk: Desk, plan_id: EntryId) -> PlanPage:
    """One plan with its items in the order of the agenda."""
    with desk.workspace.read() as view:
        book = open_book(desk, view, plan_id)
        editions = plan_rows(editions_of(book))
        own = next(row for row in editions if row.id == plan_id)
        return PlanPage(
            plan=own,
            items=item_rows(book),
            editions=editions,
            doubts=(
                *ceiling_doubts(book.ceiling_fen, book.items),
                *_item_doubts(book),
                *_needs_waiting(book),
            ),
            decisions=tuple(book.labels(book.kind.items, "decision").items()),
            answers=answer_columns(book),
            shape=PlanShape(
                book.kind.register_,
                book.kind.items,
                book.kind.opinions,
                is_ranked=bool(book.kind.criterion),
                has_additions=book.kind.addition is not None,
                review=book.kind.review,
                sheet=_opinion_sheet(book),
            ),
            clauses=book.pack.clauses(book.kind.rows),
            help=book.kind.help,
        )


def _opinion_sheet(book: PlanBook) -> str:
    """The form of a project with the opinions on it as a table."""
    opinions = book.kind.opinions
    forms = (form for form in book.pack.forms if form.subject == "project")
    found = (f.id for f in forms if any(table.register_ == opinions for table in f.table))
    return next(found, "")


def answer_columns(book: PlanBook) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """The columns that hold what the offices above say of an item, as far as the pack has them."""
    labels = {each.id: each.label for each in book.item_spec.field}
    return tuple(
        (column, labels[column], tuple(book.labels(book.kind.items, column).items()))
        for column in ANSWERS
        if column in labels
    )


def find_plan(desk: Desk, year: int, edition: int | None = None) -> EntryId:
    """The plan of a year, its newest edition unless one is named; refused if there is none."""
    found = [row for row in plan_list(desk) if row.year == year]
    if not found:
        raise Refused(f"没有 {year} 年度的计划", advice="请先新建这个年度的计划。")
    wanted = [row for row in found if edition in (None, row.edition)]
    if not wanted:
        known = "、".join(str(row.edition) for row in reversed(found))
        raise Refused(f"{year} 年度的计划没有第 {edition} 版", advice=f"现有第 {known} 版。")
    return wanted[0].id


def editions_of(book: PlanBook) -> tuple[PlanBook, ...]:
    """All editions of a plan's year, the newest first."""
    everything = all_books(book.reading, (book.kind,))
    return tuple(each for each in everything if each.year == book.year)


def plan_rows(books: Iterable[PlanBook]) -> tuple[PlanRow, ...]:
    """Plans as a list shows them; the newest edition of a year must come first."""
    seen: set[tuple[str, int]] = set()
    rows = []
    for book in books:
        key = (book.kind.id, book.year)
        rows.append(plan_row(book, is_newest=key not in seen))
        seen.add(key)
    return tuple(rows)


def plan_row(book: PlanBook, *, is_newest: bool) -> PlanRow:
    """One plan as a list shows it."""
    state = book.states.get(book.plan.state)
    return PlanRow(
        id=book.id,
        title=book.plan.name,
        year=book.year,
        edition=book.edition,
        state=book.plan.state,
        state_label=state.title if state else "",
        ceiling_fen=book.ceiling_fen,
        sums=sums_of(book.items),
        is_frozen=book.is_frozen,
        is_newest=is_newest,
    )


def own_row(book: PlanBook) -> PlanRow:
    """A plan at hand as a list shows it."""
    newest = max((each.edition for each in editions_of(book)), default=book.edition)
    return plan_row(book, is_newest=book.edition == newest)


def words_of(book: PlanBook) -> dict[ProjectId, ProjectWords]:
    """What lists say of the projects of a plan, by key."""
    return {key: project_words(book, project) for key, project in book.projects.items()}


def project_words(book: PlanBook, project: Project) -> ProjectWords:
    """What lists say of a project."""
    return ProjectWords(
        project.id, project.code, project.name, book.unit_name(project), book.state_title(project)
    )


def reviewed_items(book: PlanBook) -> tuple[ReviewedItem, ...]:
    """Every item with the opinions on it."""
    return reviewed(book.items, opinions_in(book), book.kind.asked)


def opinions_in(book: PlanBook) -> tuple[Opinion, ...]:
    """The opinions given on a plan, in the order they came in."""
    if book.kind.opinions is None:
        return ()
    below = book.reading.view.registers.of_owners("parent_id", (book.id,))
    return tuple(opinion_of(each) for each in below if each.register_id == book.kind.opinions)


def item_rows(book: PlanBook) -> tuple[ItemRow, ...]:
    """The items of a plan as its page shows them."""
    decisions = book.labels(book.kind.items, "decision")
    origins = book.labels(book.kind.items, "origin")
    offices = book.labels(book.kind.opinions, "office") if book.kind.opinions else {}
    words = words_of(book)
    owed = len(book.kind.asked)
    money = {each.item.id: each for each in running(book.items, book.ceiling_fen)}
    return tuple(
        ItemRow(
            item=each.item,
            project=words[each.item.project_id],
            decision_label=decisions.get(each.item.decision, each.item.decision),
            origin_label=origins.get(each.item.origin, each.item.origin),
            opinions=f"{owed - len(each.missing)}/{owed}" if owed else "",
            remarks=remarks_on(each, offices),
            is_outside_pool=each.item.project_id in book.outside_pool,
            taken_fen=money[each.item.id].taken_fen,
            is_below=money[each.item.id].is_below,
            is_line=money[each.item.id].is_line,
        )
        for each in reviewed_items(book)
    )


def remarks_on(each: ReviewedItem, offices: Mapping[str, str]) -> tuple[str, ...]:
    """What the joint review says of one item, in words."""
    found = [f"{_named(each.refused_by, offices)}不同意"] if each.refused_by else []
    if each.altered_by:
        amounts = "、".join(wan_text(fen) for fen in each.suggested)
        found.append(f"{_named(each.altered_by, offices)}建议 {amounts} 万元")
    return (*found, *each.conflicts)


def _named(offices: Sequence[str], labels: Mapping[str, str]) -> str:
    return "、".join(labels.get(each, each) for each in offices)


def _item_doubts(book: PlanBook) -> tuple[str, ...]:
    """Amounts that are missing or look like another unit, with the items named."""
    missing = [item.name for item in book.items if item.asked_fen is None]
    found = [f"没有写申请金额：{_listed(missing)}。"] if missing else []
    return (*found, *(doubt for item in book.items for doubt in _unit_doubts(book, item)))


def _unit_doubts(book: PlanBook, item: PlanItem) -> tuple[str, ...]:
    declared = book.projects[item.project_id].declared_fen
    if item.asked_fen is None or declared is None:
        return ()
    doubt = unit_doubt(item.asked_fen, declared)
    return (f"“{item.name}”申请 {wan_text(item.asked_fen)} 万元，{doubt}",) if doubt else ()


def _needs_waiting(book: PlanBook) -> tuple[str, ...]:
    """Needs nobody has taken up while the plan is drawn up: they cannot get into it."""
    ended = {state.id for state in book.states.values() if not state.is_live}
    waiting = [
        need.title
        for need in book.reading.view.needs.all()
        if need.adopter_id is None and need.status not in ended
    ]
    if book.is_frozen or not waiting:
        return ()
    return (f"统筹需求还没有单位认领，进不了计划：{_listed(waiting)}。",)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return "、".join(names[:MOST_NAMED]) + (f"等 {len(names)} 个" if more > 0 else "")
