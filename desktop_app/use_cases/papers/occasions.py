"""What a whole paper shares: the regulation, the offices on the day, counts, sums, the desk."""

from collections.abc import Sequence

from desktop_app.rules.pack import Pack
from desktop_app.rules.scene import Terms, scene
from desktop_app.rules.schema import IN_WORDS, FormSpec
from desktop_app.use_cases.papers.content_parts import Occasion, Sheet, total_text
from desktop_app.use_cases.papers.sheets import Extra
from desktop_app.use_cases.papers.texts import tight
from desktop_app.use_cases.standing.reading import Reading
from desktop_app.values.dates import long_date
from desktop_app.values.money import Fen, round_fen, uppercase
from desktop_app.values.text import normal_name

NO_DATE = "　　年　月　日"
SUMMED = "declared_amount"
"""The amount a paper about many applications adds up as `{total}`."""


def occasion_of(
    reading: Reading,
    pack: Pack,
    form: FormSpec,
    sheets: Sequence[Sheet],
    extra: Extra,
    body: tuple[str, ...] | None,
) -> Occasion:
    """What the whole paper shares."""
    today, desk = reading.on, reading.desk
    office = desk.workspace.marker.office or pack.office_name("authority", today)
    names = {
        **_law_texts(pack, reading.terms),
        **_totals(sheets),
        "office_name": office,
        "office_phone": _phone_of(reading, office),
        "regulation_name": pack.document.title,
        "regulation": pack.document.title,
        "regulation_number": pack.document.number,
        "basis": "、".join(pack.document.basis),
        "clauses": _listed(pack.clauses(form.rows)),
        "issued_on": long_date(today),
        "year": str(today.year),
        "number": extra.number,
        "problems": extra.problems,
        "problem_count": str(extra.problem_count),
        "file_name": extra.file_name,
        "due": long_date(extra.due) if extra.due else NO_DATE,
        "handler": desk.operator,
        **{f"office.{each.role}": pack.office_name(each.role, today) for each in pack.offices},
        **extra.more,
    }
    return Occasion(pack, today, names, body)


def _listed(clauses: Sequence[str]) -> str:
    """The places in the text one behind the other, each once even where rows name several."""
    return "、".join(dict.fromkeys(part for each in clauses for part in each.split("、")))


def _totals(sheets: Sequence[Sheet]) -> dict[str, str]:
    found = (sheet.texts.quantity(SUMMED) for sheet in sheets)
    amounts = [round_fen(each.number) for each in found if each is not None]
    return {
        "count": str(len(sheets)),
        "total": total_text(amounts),
        f"total{IN_WORDS}": uppercase(Fen(sum(amounts))),
    }


def _phone_of(reading: Reading, office: str) -> str:
    """The telephone of this office as the list of units has it; empty where it has none."""
    own = (each for each in reading.units.values() if normal_name(each.name) == normal_name(office))
    return next((each.phone for each in own if each.phone), "")


def _law_texts(pack: Pack, terms: Terms) -> dict[str, str]:
    """Values of the law and office settings in force today, as a letter says them."""
    lookup = scene(pack, {}, terms).lookup
    found = {name: lookup(name) for name in (*pack.names.values, *pack.names.settings)}
    return {name: tight(quantity.text) for name, quantity in found.items() if quantity is not None}
