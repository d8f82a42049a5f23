"""Papers whose figures the program works out of a campaign; title, signers and words are a pack's.

They are issued like every other paper: own number, kept as printed, a copy when printed again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from desktop_app.domain.record import Subject
from desktop_app.errors import Refused
from desktop_app.printing.papers import Bundle, Letter, ListGroup, ListPaper
from desktop_app.rules.schema import FormSpec
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.auditing import audit_page
from desktop_app.use_cases.vouchers.balancing import balance
from desktop_app.use_cases.vouchers.certificate import purge_figures
from desktop_app.use_cases.vouchers.effect_board import effect_board
from desktop_app.use_cases.vouchers.effect_report import effect_paper
from desktop_app.use_cases.vouchers.figures import (
    Figures,
    audited_words,
    payout_figures,
    summary_figures,
)
from desktop_app.use_cases.vouchers.list_tables import SUBTOTALS, balance_table, subtotal_table
from desktop_app.use_cases.vouchers.settling import settlement_page
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.dates import long_date
from desktop_app.values.ids import CampaignId

UNDIVIDED = "不分批次的：追回的钱，审计按商户给的、分不到批次的核减，以前没有分批的拨付。"


@dataclass(frozen=True)
class FigureOrder:
    """One paper asked for."""

    desk: Desk
    form: FormSpec
    subjects: Sequence[Subject]
    say: Callable[[str], str]
    """Fills the placeholders of the pack's texts."""
    body: tuple[str, ...] | None = None
    """The clerk's own wording of a letter."""

    @property
    def campaign(self) -> CampaignId:
        """The campaign it is about; there is one paper for each."""
        if len(self.subjects) != 1:
            raise Refused("这份文书一次只出一个活动的", advice="请只选一个活动。")
        return CampaignId(self.subjects[0].id)


def figure_paper(order: FigureOrder) -> ListPaper | Bundle:
    """The paper with the figures as they stand."""
    return _BUILDERS[order.form.figures or ""](order)


def _payout(order: FigureOrder) -> ListPaper | Bundle:
    """The list, and behind it what it comes to by batch and kind where that is known."""
    terms = terms_of(order.desk, order.campaign)
    page = settlement_page(order.desk, terms)
    paper = _listed(order, payout_figures(terms, page))
    if not page.subtotals:
        return paper
    divided = summary_figures(subtotal_table(terms.campaign, page))
    batches = groupby(divided.rows, key=lambda row: str(row[0]))
    annex = replace(
        paper, title=f"{paper.title}{SUBTOTALS}", columns=divided.columns[1:], rows=(),
        groups=tuple(ListGroup(batch, tuple(row[1:] for row in rows)) for batch, rows in batches),
        intro=divided.intro, annex="附表", has_page_totals=False,
        foot=(UNDIVIDED,) if page.subtotals[-1].batch is None else (),
    )  # fmt: skip
    return Bundle(paper.title, (paper, annex))


def _redemptions(order: FigureOrder) -> ListPaper:
    terms = terms_of(order.desk, order.campaign)
    found = balance(order.desk, terms)
    audited = audited_words(audit_page(order.desk, terms))
    told = f"截至 {long_date(found.on)}；{audited}"
    shown = balance_table(terms.campaign, found)
    return _listed(order, summary_figures(replace(shown, view=told)))


def _purge(order: FigureOrder) -> ListPaper:
    return _listed(order, purge_figures(order.desk, terms_of(order.desk, order.campaign)))


def _effect(order: FigureOrder) -> Bundle:
    """The letter in the pack's words and the program's, its lists and pictures behind it."""
    paper, say, form = (
        effect_paper(order.desk, effect_board(order.desk, order.campaign)),
        order.say,
        order.form,
    )
    letter, *parts = paper.parts
    if not isinstance(letter, Letter):
        raise TypeError("the report begins with a letter")
    said = tuple(filter(None, (say(each.text) for each in form.paragraphs)))
    letter = replace(
        letter,
        title=say(form.title),
        addressee=say(form.addressee),
        body=order.body if order.body is not None else (*said, *letter.body),
        remark=say(form.foot),
    )
    return Bundle(letter.title, (letter, *parts))


def _listed(order: FigureOrder, found: Figures) -> ListPaper:
    if not found.rows:
        raise Refused("表是空的", advice="请先导入清单并核查。")
    say, form = order.say, order.form
    words = (say(each.text) for each in form.paragraphs)
    title = say(form.title)
    return ListPaper(
        title=f"{title}（{found.edition}）" if found.edition else title,
        columns=found.columns,
        rows=found.rows,
        left=say(form.left),
        right=say(form.right),
        intro=(*filter(None, words), *found.intro),
        signers=tuple((say(signer.label), say(signer.value)) for signer in form.signers),
        foot=(*filter(None, (say(form.foot),)), *found.foot),
        is_landscape=form.landscape,
    )


_BUILDERS: Mapping[str, Callable[[FigureOrder], ListPaper | Bundle]] = {
    "payout": _payout,
    "redemptions": _redemptions,
    "effect": _effect,
    "purge": _purge,
}
