"""Which form prints which figures of a campaign: its pack's own, or a newer version's."""

from db.unit_of_work import ReadView
from desktop_app.errors import Refused
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema.forms import Figures
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers.newer_forms import lent_forms
from desktop_app.use_cases.vouchers.campaigns import open_campaign
from desktop_app.values.ids import CampaignId

WHAT = {
    "payout": "资金拨付表",
    "redemptions": "核销汇总表",
    "effect": "效果评估报告",
    "purge": "个人信息清除证明",
}


def form_with(desk: Desk, campaign: CampaignId, figures: Figures) -> str:
    """The form that prints these figures; refused where no version of the pack has one."""
    with desk.workspace.read() as view:
        return form_in(desk, view, open_campaign(desk, view, campaign).pack, figures)


def form_in(desk: Desk, view: ReadView, pack: Pack, figures: Figures) -> str:
    """The same within a look at the records."""
    for form in (*pack.forms, *(lent for _, lent in lent_forms(desk, view, pack))):
        if form.figures == figures:
            return form.id
    raise Refused(
        f"规则包“{pack.title}” {pack.version} 没有{WHAT[figures]}这种文书",
        advice="请先在“法规”里启用这个规则包带这份文书的新版本；活动仍照原来的版本办，"
        f'只借用这份文书。自己写的规则包，在 forms.toml 写一份 figures = "{figures}" 的文书。',
    )
