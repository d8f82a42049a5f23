"""Works out again what is kept of where subjects stand: after an act, and on a new day.

An act notes what it touched (`db.staleness`). From there follow the others that look at it;
all of them are worked out again, in slices, each stored for itself: a stop loses nothing.
"""

from collections.abc import Callable, Iterable

from db.staleness import REGIME
from db.unit_of_work import UnitOfWork
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.outlines import keep_outlines
from desktop_app.use_cases.progress import JUDGING, SILENT, Steps
from desktop_app.use_cases.standing.courses import courses_of
from desktop_app.use_cases.standing.freshness import COMPARISON, DAY, PROGRAM, is_of_today
from desktop_app.use_cases.standing.kinds import KINDS
from desktop_app.use_cases.standing.pair_keeping import (
    AT_ONCE,
    COMPARED_KINDS,
    comparison_of,
    renew_families,
    renew_pairs,
)
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.ids import UnitId

FEW = 200
"""So many are worked out with the act itself; more wait for `settle`."""
SLICE = 100
"""So many are worked out and stored at a time."""
THE_REGIME = Subject(*REGIME)


def refresh(desk: Desk) -> None:
    """After an act: work out what it touched and what looks at it, if that is not much."""
    if desk.workspace.is_read_only or desk.is_in_a_row:
        return
    with desk.workspace.read() as view:
        if not 0 < len(view.stale.touched()) <= FEW:
            return
    with desk.workspace.begin(desk.act("refresh_standing", "重新核查")) as uow:
        reading = _reading(desk, uow)
        concerned: set[Subject] = set()
        while 0 < len(touched := uow.stale.touched()) <= FEW:
            concerned |= _spread(reading, uow, touched)
        if not touched and len(concerned) <= FEW:
            _work_out(reading, uow, concerned)


def compare(desk: Desk) -> None:
    """Compare what many acts in a row touched; where everything stands is left to `settle`."""
    with desk.workspace.begin(desk.act("refresh_standing", "重新核查")) as uow:
        reading = _reading(desk, uow)
        while touched := uow.stale.touched():
            _spread(reading, uow, touched[:AT_ONCE])


def settle(desk: Desk, steps: Steps = SILENT) -> None:
    """Work out everything that waits, of today and of earlier acts; a stop keeps what is done."""
    left = settle_some(desk, steps.look(JUDGING))
    total = left + SLICE
    while left:
        steps.at(max(0, total - left), total, JUDGING)
        left = settle_some(desk, steps.look(JUDGING))
        total = max(total, left)


def settle_some(desk: Desk, look: Callable[[], object] = lambda: None) -> int:
    """Work out one slice of what waits; gives how many are left.

    `look` is called now and then and raises to stop the slice.
    """
    if desk.workspace.is_read_only:
        return 0
    with desk.workspace.begin(desk.act("refresh_standing", "重新核查")) as uow:
        uow.watch(look)
        reading = _reading(desk, uow)
        if not is_of_today(desk, uow):
            _begin_anew(reading, uow)
        touched = uow.stale.touched()
        if touched:
            _spread(reading, uow, touched[:AT_ONCE], look)
        else:
            _work_out(reading, uow, uow.stale.next(SLICE), look)
        return uow.stale.count()


def _reading(desk: Desk, uow: UnitOfWork) -> Reading:
    return Reading(desk, uow, desk.today, is_brief=True)


def _begin_anew(reading: Reading, uow: UnitOfWork) -> None:
    """Another day or another program: everything has to be looked at again."""
    desk = reading.desk
    keep_outlines(desk, uow)
    _mark_all(reading, uow)
    uow.worked_out.put({DAY: desk.today.isoformat(), PROGRAM: desk.program})


def _mark_all(reading: Reading, uow: UnitOfWork) -> None:
    used = used_kinds(reading)
    for kind in used - {THE_REGIME.kind}:
        uow.stale.mark_all(kind)
    if THE_REGIME.kind in used:
        uow.stale.mark((THE_REGIME,))
    _compare_anew(reading, uow)


def used_kinds(reading: Reading) -> set[str]:
    """The kinds of subjects some pack kept here says anything about."""
    return {kind.id for kind in KINDS.values() if kind.is_governed(reading.governed)}


def _compare_anew(reading: Reading, uow: UnitOfWork) -> None:
    """Forget all pairs if they were found by another method or at another line."""
    now = comparison_of(reading)
    if uow.worked_out.all().get(COMPARISON) != now:
        uow.pairs.clear()
        for kind in COMPARED_KINDS:
            uow.stale.touch_all(kind)
        uow.worked_out.put({COMPARISON: now})


def _spread(
    reading: Reading,
    uow: UnitOfWork,
    touched: Iterable[Subject],
    look: Callable[[], object] = lambda: None,
) -> set[Subject]:
    """Note everything that looks at what was touched; gives all that waits because of it."""
    mine = {each for each in touched if each.kind in KINDS}
    if THE_REGIME in mine:
        _mark_all(reading, uow)
    moved = _moved_families(reading, uow, mine, look)
    pairs = renew_pairs(reading, uow, mine, look)
    if pairs.is_wide:
        uow.stale.mark_all("project")
    concerned = mine | {Subject("project", key) for key in pairs.concerned | moved}
    for kind in KINDS.values():
        keys = tuple(each.id for each in mine if each.kind == kind.id)
        if keys:
            concerned |= set(kind.reaches(reading, keys))
        if keys and kind.has_sums:
            owners = (kind.above(record) for record in kind.read(uow, keys).values())
            concerned |= {owner for owner in owners if owner is not None}
    concerned |= _below(reading, concerned)
    uow.stale.mark(concerned)
    uow.stale.settle(set(touched) - set(pairs.left))
    return concerned if THE_REGIME not in mine else concerned | set(uow.stale.next(FEW + 1))


def _moved_families(
    reading: Reading, uow: UnitOfWork, touched: Iterable[Subject], look: Callable[[], object]
) -> set[int]:
    """The applications whose chains change because units have another superior now."""
    units = [UnitId(each.id) for each in touched if each.kind == "unit"]
    if not units:
        return set()
    owned = uow.projects.keys_under("unit_id", reading.family_units(units))
    return renew_families(reading, uow, owned, look)


def _below(reading: Reading, owners: Iterable[Subject]) -> set[Subject]:
    """Everything that belongs to these, at any depth."""
    found: set[Subject] = set()
    new = set(owners)
    while new:
        below = {
            Subject(kind.id, key)
            for owner_kind in {each.kind for each in new}
            for kind in KINDS.values()
            for key in kind.under(reading, owner_kind, [e.id for e in new if e.kind == owner_kind])
        }
        new = below - found
        found |= new
    return found


def _work_out(
    reading: Reading,
    uow: UnitOfWork,
    subjects: Iterable[Subject],
    look: Callable[[], object] = lambda: None,
) -> None:
    """Work out where these stand and keep it; what is no more is forgotten."""
    done = tuple(subjects)
    used = used_kinds(reading)
    courses = courses_of(reading, (each for each in done if each.kind in used))
    found = []
    for course in courses.values():
        look()
        found.append(course.standing())
    uow.standings.put_many([standing for standing, _ in found])
    uow.standings.remove(set(done) - courses.keys())
    uow.duties.put_many(done, [duty for _, duties in found for duty in duties])
    uow.stale.remove(done)
