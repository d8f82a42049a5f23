"""What the cells of a platform's list may say for kinds, fuels and states of a campaign."""

from collections.abc import Iterable, Mapping

from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.values.text import normal_name

STATUSES = {
    "issued": ("未使用", "未核销", "已领取", "已发放", "待使用", "正常"),
    "used": ("已核销", "已使用", "使用"),
    "expired": ("已过期", "过期", "失效"),
    "void": ("已作废", "作废", "已退款", "已收回", "撤回"),
}
SHORT = 2
ENDINGS = ("", "券", "消费券", "补贴券", "类")


def choices_of(campaign: Campaign) -> dict[str, dict[str, str]]:
    """By key of a column, what a cell may say and the id it stands for."""
    fuels = {b.fuel: b.fuel_title for kind in campaign.kinds for b in kind.brackets}
    return {
        "kind": _kinds(campaign),
        "fuel": named({key: _fuel_words(title) for key, title in fuels.items()}),
        "status": named(STATUSES),
    }


def _kinds(campaign: Campaign) -> dict[str, str]:
    """Titles and ids; the first two characters of a title with an ending, where they are unique."""
    short: dict[str, list[str]] = {}
    for kind in campaign.kinds:
        short.setdefault(kind.title[:SHORT], []).append(kind.id)
    found = {
        normal_name(start + ending): ids[0]
        for start, ids in short.items()
        if len(ids) == 1
        for ending in ENDINGS
    }
    return found | named({kind.id: (kind.title, kind.id) for kind in campaign.kinds})


def _fuel_words(title: str) -> tuple[str, ...]:
    plain = title.removesuffix("车").removesuffix("汽")
    return (title, plain, f"{plain}车", f"{plain}汽车", f"{plain}乘用车")


def named(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What a cell may say, as names are compared, and the id it stands for."""
    return {normal_name(word): key for key, told in words.items() for word in (key, *told)}
