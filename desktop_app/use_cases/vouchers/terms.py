"""What the checks of a campaign are fed with, gathered from its pack, registers and settings."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date

from db.personal import PersonalMarks
from db.unit_of_work import ReadView
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.claim_pay import ClaimList, PaidClaim
from desktop_app.domain.vouchers.claims import ClaimBook, batch_of
from desktop_app.domain.vouchers.terms import Participant, PriceRise, SignLines, Terms
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.campaign_facts import CampaignFacts
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.values.identity import normal_code
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen

TRANSFER = "transfer"
LINES = frozenset(each.name for each in fields(SignLines))


def terms_of(desk: Desk, campaign_id: CampaignId) -> Terms:
    """The terms of a campaign as they stand today."""
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        rules = {rule.id: rule for rule in book.kind.audit_rule}
        merchants = tuple(_participants(view, book))
        return Terms(
            book.campaign,
            merchants,
            _lines(desk, view, book),
            tuple(_rises(view, book, merchants)),
            {
                key: listed(book.pack.clauses(rule.rows)) if rule.rows else rule.reason
                for key, rule in rules.items()
            },
            frozenset(rules[TRANSFER].kinds) if TRANSFER in rules else None,
            frozenset(rules) & BY_ID.keys() if rules else None,
            _claims(desk, book),
        )


def _claims(desk: Desk, book: CampaignBook) -> ClaimList | None:
    """The claims of the campaign; None where the office keeps none of them here."""
    claim = next(iter(book.kind.claim), None)
    if claim is None:
        return None
    found = CampaignFacts(book.reading).claims(book.entry, book.pack, book.kind, claim)
    if not (found.rows or found.fallen):
        return None
    marks = PersonalMarks(desk.workspace.key)
    return ClaimList(claim.kind, tuple(_claim(found, row, marks) for row in found.rows))


def _claim(found: ClaimBook, row: RegisterEntry, marks: PersonalMarks) -> PaidClaim:
    person = normal_code(_text(row.cells, "id_card"))
    number, price = row.cells.get("number"), row.cells.get("price")
    return PaidClaim(
        id=row.id,
        number=number if isinstance(number, int) else 0,
        batch=batch_of(row),
        dealer=_text(row.cells, "dealer_code"),
        claimed_fen=found.subsidy_fen(row) or Fen(0),
        price_fen=Fen(price) if isinstance(price, int) else None,
        bought_on=_text(row.cells, "bought_on"),
        vin=normal_code(_text(row.cells, "vin")),
        invoice=normal_code(_text(row.cells, "invoice")),
        person=marks.mark(person) if person else None,
        is_approved=row.state in found.claim.reserved,
    )


def _lines(desk: Desk, view: ReadView, book: CampaignBook) -> SignLines:
    """The office's own lines for signs; what it has not decided stays as suggested."""
    valid = view.settings.on(desk.today)
    given = {
        word: valid[setting].value
        for rule in book.kind.audit_rule
        for word, setting in rule.settings.items()
        if word in LINES and setting in valid
    }
    whole = {word: int(value) for word, value in given.items() if isinstance(value, (int, float))}
    return SignLines(**whole)


def _participants(view: ReadView, book: CampaignBook) -> Iterator[Participant]:
    for row in _own(view, book, book.kind.merchants):
        code = _text(row.cells, "credit_code")
        if code:
            yield Participant(
                code,
                row.name,
                _text(row.cells, "category"),
                _day(row.cells, "joined_on"),
                None if row.state in book.kind.active else _left_on(view, row),
                _text(row.cells, "legal_person"),
                _text(row.cells, "phone"),
                _text(row.cells, "account"),
            )


def _left_on(view: ReadView, row: RegisterEntry) -> date | None:
    """When one that no longer takes part was suspended or removed: its last recorded step."""
    cases = [case.id for case in view.cases.where(subject=row.subject)]
    days = [step.acted_on for case in cases for step in view.steps.where(case_id=case)]
    return max(days, default=None)


def _rises(
    view: ReadView, book: CampaignBook, merchants: tuple[Participant, ...]
) -> Iterator[PriceRise]:
    codes = {each.name: each.code for each in merchants}
    for row in _own(view, book, book.kind.prices) if book.kind.prices else ():
        price, base = row.cells.get("price"), row.cells.get("base_price")
        code = codes.get(_text(row.cells, "shop"))
        if code and isinstance(price, int) and isinstance(base, int) and price > base:
            yield PriceRise(code, _text(row.cells, "goods"), Fen(base), Fen(price))


def _own(view: ReadView, book: CampaignBook, register: str) -> tuple[RegisterEntry, ...]:
    return view.registers.rows_of((register,), "parent_id", (book.entry.id,))


def _text(cells: Mapping[str, object], name: str) -> str:
    value = cells.get(name)
    return value if isinstance(value, str) else ""


def _day(cells: Mapping[str, object], name: str) -> date | None:
    value = cells.get(name)
    return (
        date.fromisoformat(value)
        if isinstance(value, str)
        else value
        if isinstance(value, date)
        else None
    )
