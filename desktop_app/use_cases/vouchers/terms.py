"""What the checks of a campaign are fed with, gathered from its pack, registers and settings."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal

from db.personal import PersonalMarks
from db.unit_of_work import ReadView
from desktop_app.domain.register import RegisterEntry
from desktop_app.domain.vouchers.checks import BY_ID
from desktop_app.domain.vouchers.claim_pay import ClaimList, PaidClaim
from desktop_app.domain.vouchers.claims import ClaimBook, batch_of
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.terms import Participant, PriceRise, SignLines, Terms
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import CampaignKind
from desktop_app.rules.wording import listed
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.standing.campaign_facts import CampaignFacts
from desktop_app.use_cases.standing.participation import merchant_stays
from desktop_app.use_cases.vouchers.campaigns import CampaignBook, open_campaign
from desktop_app.values.identity import normal_code
from desktop_app.values.ids import CampaignId
from desktop_app.values.money import Fen

LINES = frozenset(each.name for each in fields(SignLines))


def terms_of(desk: Desk, campaign_id: CampaignId) -> Terms:
    """The terms of a campaign as they stand today."""
    with desk.workspace.read() as view:
        book = open_campaign(desk, view, campaign_id)
        merchants = tuple(_participants(view, book))
        values = {name: each.value for name, each in view.settings.on(desk.today).items()}
        bare = bare_terms(book.pack, book.kind, book.campaign, values)
        rises = tuple(_rises(view, book, merchants))
        return replace(bare, merchants=merchants, rises=rises, claims=_claims(desk, book))


def bare_terms(
    pack: Pack, kind: CampaignKind, campaign: Campaign, settings: Mapping[str, object]
) -> Terms:
    """What the pack says of the checks, without merchants; settings by id as they are in force."""
    rules = {rule.id: rule for rule in kind.audit_rule}
    return Terms(
        campaign,
        (),
        _lines(kind, settings),
        (),
        {
            key: listed(pack.clauses(rule.rows)) if rule.rows else rule.reason
            for key, rule in rules.items()
        },
        {key: frozenset(rule.kinds) for key, rule in rules.items() if rule.kinds},
        frozenset(rules) & BY_ID.keys() if rules else None,
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


def _lines(kind: CampaignKind, settings: Mapping[str, object]) -> SignLines:
    """The office's own lines for signs; what it has not decided stays as suggested."""
    given = {
        word: settings[setting]
        for rule in kind.audit_rule
        for word, setting in rule.settings.items()
        if word in LINES and setting in settings
    }
    whole = {
        word: int(value)
        for word, value in given.items()
        if isinstance(value, (int, float, Decimal))
    }
    return SignLines(**whole)


def _participants(view: ReadView, book: CampaignBook) -> Iterator[Participant]:
    rows = _own(view, book, book.kind.merchants)
    stays = merchant_stays(view, book.pack, book.kind, rows)
    for row in rows:
        code = _text(row.cells, "credit_code")
        if code:
            yield Participant(
                code,
                row.name,
                _text(row.cells, "category"),
                stays[row.id],
                _text(row.cells, "legal_person"),
                _text(row.cells, "phone"),
                _text(row.cells, "account"),
                _text(row.cells, "payee"),
                _text(row.cells, "bank"),
            )


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
