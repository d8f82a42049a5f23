"""Papers a subject's own version of its pack lacks: their figures are the program's.

A pack's wording of them rests on nothing else that older versions lack, so the newest version of
the same pack kept here lends them.
"""

from db.unit_of_work import ReadView
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import FormSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regime import stored_pack


def lent_forms(desk: Desk, view: ReadView, pack: Pack) -> tuple[tuple[Pack, FormSpec], ...]:
    """Forms with figures this version has not, each with the newest version that has it."""
    known = {form.figures for form in pack.forms} | {None}
    ids = {form.id for form in pack.forms}
    found: list[tuple[Pack, FormSpec]] = []
    for stored in reversed(view.packs.where(pack=pack.id)):
        if stored.version == pack.version:
            continue
        newer = stored_pack(desk, view, stored.pack, stored.version)
        for form in newer.forms:
            if form.figures not in known and form.id not in ids:
                known.add(form.figures)
                found.append((newer, form))
    return tuple(found)
