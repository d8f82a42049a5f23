"""What was taken out of a finished campaign does not come back: no personal columns any more."""

from collections.abc import Iterable, Mapping

from db.unit_of_work import ReadView
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.domain.vouchers.records import PurgeRecord
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.schema.registers import RegisterField
from desktop_app.rules.verdict import JsonValue
from desktop_app.use_cases.standing.frozen import upwards
from desktop_app.values.identity import numbers_in_text
from desktop_app.values.ids import EntryId

Cells = Mapping[str, JsonValue]
Purges = dict[EntryId, PurgeRecord | None]
"""What is known so far, by row."""
FREE = frozenset({"", "long"})
"""How columns are written in which anything may be typed."""
ADVICE = "请清空这几列（文字里的号码也要删去）；确要重新收集的，另办一次活动。"


def refuse_personal_again(
    view: ReadView, spec: RegisterSpec, rows: Iterable[tuple[EntryId | None, Cells, Cells]]
) -> None:
    """Refuse to fill personal columns of rows of a campaign whose personal data were taken out.

    A row comes as its own key or that of the row above it, its new cells and those on record.
    """
    told = list(rows)
    purges = purges_above(view, {key for key, _, _ in told if key is not None})
    for key, new, stored in told:
        fields = newly_personal(spec, new, stored) if key in purges else []
        if key is not None and fields:
            raise Refused(told_purged(purges[key], fields), advice=ADVICE)


def refuse_personal_text(view: ReadView, subject: Subject, **texts: str) -> None:
    """Refuse free text that names a person by number once the persons were taken out."""
    seen = numbers_in_text("\n".join(texts.values()))
    if not seen or subject.kind != ENTRY:
        return
    purge = purges_above(view, (EntryId(subject.id),)).get(EntryId(subject.id))
    if purge is not None:
        raise Refused(
            f"这个活动的个人信息已于 {purge.purged_on} 清除，所写的文字里有{'、'.join(seen)}",
            advice="请删去号码，姓名也不要写，再登记。",
        )


def refuse_personal_facts(view: ReadView, pack: Pack, subject: Subject, values: Cells) -> None:
    """The same for facts that are columns of the row a step or a page records them on."""
    entry = view.registers.find(subject.id) if subject.kind == ENTRY else None
    spec = next((x for x in pack.registers if entry and x.id == entry.register_id), None)
    if entry is None or spec is None:
        return
    head = f"{spec.id}."
    new = {name.removeprefix(head): v for name, v in values.items() if name.startswith(head)}
    refuse_personal_again(view, spec, ((entry.id, new, entry.cells),))


def newly_personal(spec: RegisterSpec, new: Cells, stored: Cells) -> list[RegisterField]:
    """Personal columns that would be filled anew, and free text that would hold such numbers."""
    return [
        each
        for each in spec.field
        if new.get(each.id) not in (None, "")
        and new.get(each.id) != stored.get(each.id)
        and (each.is_personal or (_is_free(each) and numbers_in_text(str(new[each.id]))))
    ]


def _is_free(field: RegisterField) -> bool:
    return field.type == "text" and field.format in FREE and not field.choices


def purges_above(view: ReadView, keys: Iterable[EntryId]) -> dict[EntryId, PurgeRecord]:
    """By row, the purge of the campaign it is or stands under; rows of others are left out."""
    purges = {EntryId(each.campaign_id): each for each in view.vouchers.purges.all()}
    found: dict[EntryId, PurgeRecord] = {}
    if not purges:
        return found
    starts = set(keys)
    known = upwards(view, starts)
    for start in starts:
        entry = known.get(start)
        while entry is not None and entry.id not in purges:
            entry = known.get(entry.parent_id) if entry.parent_id is not None else None
        if entry is not None:
            found[start] = purges[entry.id]
    return found


def told_purged(purge: PurgeRecord, fields: Iterable[RegisterField]) -> str:
    """Why these columns stay empty."""
    labels = "、".join(
        each.label if each.is_personal else f"“{each.label}”里的号码" for each in fields
    )
    return f"这个活动的个人信息已于 {purge.purged_on} 清除，不能再登记{labels}"
