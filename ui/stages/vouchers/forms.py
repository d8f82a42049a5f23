"""The small forms of this tab: what each asks and which use case it runs."""

from collections.abc import Callable, Mapping

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.vouchers.claim_tables import reserved_words
from desktop_app.use_cases.vouchers.claims import Reservation, reserve_claims
from desktop_app.use_cases.vouchers.merchants import Admission, admit_merchants, rank_merchants
from desktop_app.use_cases.vouchers.starting import start_campaign
from desktop_app.values.ids import CampaignId
from ui.shell import Shell
from ui.widgets.fields import DateField, Field, TextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work

KIND = "vouchers"
TOPIC = "vouchers"
OnMade = Callable[[object], object]


def open_form(
    shell: Shell,
    key: str,
    campaign: CampaignId | None = None,
    words: str = "",
    on_made: OnMade = lambda _: None,
) -> None:
    """Open one of `FORMS`, about a campaign named in words where it needs one."""
    form = FORMS[key](shell, campaign, words)

    def done(result: object) -> str:
        on_made(result)
        return form.done(result)

    shown = AskedForm(
        form.place, form.fields, form.required, form.action, form.prepare, done, form.hint, TOPIC
    )
    FormDialog(shell, shown).show_sized(560, 380)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form of a draft again for the same campaign."""
    key = draft.place.more["form"]
    campaign = CampaignId(draft.place.subjects[0].id) if draft.place.subjects else None
    open_form(shell, key, campaign, draft.place.about)


def _place(key: str, title: str, campaign: CampaignId | None, words: str) -> DraftPlace:
    subjects = (Subject(ENTRY, campaign),) if campaign is not None else ()
    return DraftPlace(KIND, title, words, subjects, {"form": key})


def _must(campaign: CampaignId | None) -> CampaignId:
    if campaign is None:
        raise LookupError("this form is about a campaign")
    return campaign


def _new(_shell: Shell, _campaign: CampaignId | None, _words: str) -> AskedForm:
    title = TextField("活动名称", hint="不填时照规则包的名称")
    fields: dict[str, Field] = {"title": title}

    def prepare() -> Work:
        name = title.value
        return lambda desk: start_campaign(desk, title=name)

    return AskedForm(
        _place("new", "新建消费券活动", None, ""),
        fields,
        frozenset(),
        "新建",
        prepare,
        lambda _: "已新建活动，方案照规则包填好，可以再改",
        "批次、券种、面额、商品目录、价格分档照规则包的原文填好。",
    )


def _rank(_shell: Shell, campaign: CampaignId | None, words: str) -> AskedForm:
    seed = TextField("摇号的种子", hint="按别的次序排的不填；摇号的填一个公开产生的数，会存档")
    fields: dict[str, Field] = {"seed": seed}
    key = _must(campaign)

    def prepare() -> Work | None:
        if seed.value and not seed.value.isdecimal():
            seed.complain("请填整数")
            return None
        number = int(seed.value) if seed.value else None
        return lambda desk: rank_merchants(desk, key, seed=number)

    return AskedForm(
        _place("rank", "商户排名", campaign, words),
        fields,
        frozenset(),
        "排名",
        prepare,
        lambda count: f"已排名 {count} 户，可以撤销",
        "次序是本办在“法规”的设定里定的，原文没有规定。",
    )


def _admit(shell: Shell, campaign: CampaignId | None, words: str) -> AskedForm:
    signer = TextField("签批人")
    acted_on = DateField("签批日期", shell.surroundings.clock().date())
    number = TextField("文号", hint="没有的不填")
    fields: dict[str, Field] = {"signer": signer, "acted_on": acted_on, "number": number}
    key = _must(campaign)

    def prepare() -> Work:
        who, on, document = signer.value, acted_on.value, number.value
        return lambda desk: admit_merchants(
            desk, key, signer=who, acted_on=on, document_number=document
        )

    return AskedForm(
        _place("admit", "列入参与名单", campaign, words),
        fields,
        frozenset({"signer"}),
        "列入",
        prepare,
        _admitted,
        "按名次列入，到名额满为止；其余的候补。",
    )


def _reserve(shell: Shell, campaign: CampaignId | None, words: str) -> AskedForm:
    signer = TextField("签批人")
    acted_on = DateField("签批日期", shell.surroundings.clock().date())
    fields: dict[str, Field] = {"signer": signer, "acted_on": acted_on}
    key = _must(campaign)

    def prepare() -> Work:
        who, on = signer.value, acted_on.value
        return lambda desk: reserve_claims(desk, key, signer=who, acted_on=on)

    return AskedForm(
        _place("reserve", "留出补贴额度", campaign, words),
        fields,
        frozenset({"signer"}),
        "留出",
        prepare,
        _set_aside,
        "按排队先后整笔留出，到余额不够为止；其余的候补。",
    )


def _set_aside(result: object) -> str:
    if not isinstance(result, Reservation):
        raise TypeError("a reservation is expected")
    return reserved_words(result).rstrip("。")


def _admitted(result: object) -> str:
    if not isinstance(result, Admission):
        raise TypeError("an admission is expected")
    return f"已列入 {result.admitted} 户，候补 {result.waiting} 户"


FORMS: Mapping[str, Callable[[Shell, CampaignId | None, str], AskedForm]] = {
    "new": _new,
    "rank": _rank,
    "admit": _admit,
    "reserve": _reserve,
}
