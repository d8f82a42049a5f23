"""The end of a campaign's personal data: what would go is shown first, a reason is asked for."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.domain.register import ENTRY
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.purging import Purged, purge_campaign
from desktop_app.use_cases.vouchers.terms import terms_of
from desktop_app.values.ids import CampaignId
from ui.shell import Shell
from ui.widgets.fields import Field, LongTextField
from ui.widgets.form_dialog import AskedForm, FormDialog, Work

KIND = "voucher_purge"
TOPIC = "voucher-personal"


def open_purge(shell: Shell, campaign: CampaignId, name: str) -> None:
    """Count what would be taken out, then ask for the reason."""
    place = DraftPlace(KIND, "清除个人信息", name, (Subject(ENTRY, campaign),))
    _open(shell, place)


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the form of a draft again."""
    _open(shell, draft.place)


def _open(shell: Shell, place: DraftPlace) -> None:
    campaign = CampaignId(place.subjects[0].id)
    shell.run(
        lambda desk, _task: _look(desk, campaign),
        lambda found: FormDialog(shell, _form(place, found)).show_sized(640, 560),
        owner=shell.window,
    )


def _look(desk: Desk, campaign: CampaignId) -> Purged:
    return purge_campaign(desk, terms_of(desk, campaign), reason="", is_applied=False)


def _form(place: DraftPlace, found: Purged) -> AskedForm:
    reason = LongTextField("依据", rows=3, hint="如 保存期限届满、清除的决定；印在证明上")
    fields: dict[str, Field] = {"reason": reason}
    campaign = CampaignId(place.subjects[0].id)

    def prepare() -> Work:
        why = reason.value
        return lambda desk: purge_campaign(
            desk, terms_of(desk, campaign), reason=why, is_applied=True
        )

    told = "；".join(f"{what} {count:,}" for what, count in found.removed.items() if count)
    hint = (
        f"将清除：{told or '没有个人信息'}。\n"
        "清除后不能撤销，名单、合计和审核结果保留；此后不能再导入、核查或编制拨付表，台账的个人信息各列不能再填。"
    )
    done = "已清除，请出具清除证明"
    return AskedForm(place, fields, frozenset(fields), "清除", prepare, lambda _: done, hint, TOPIC)
