"""What `vouchers` prints of a plan, its rehearsal, platforms and merchants."""

from collections.abc import Iterable, Sequence

from desktop_app.cli.output import DONE, PROBLEMS, Answer, table
from desktop_app.domain.vouchers.plan import Batch, Campaign
from desktop_app.domain.vouchers.rehearsal import Forecast, KindRehearsal, Rehearsal
from desktop_app.domain.vouchers.scoring import rounded
from desktop_app.domain.vouchers.sums import (
    Difference,
    batch_name,
    plan_differences,
    split_differences,
)
from desktop_app.use_cases.vouchers.merchants import MerchantBoard
from desktop_app.use_cases.vouchers.platforms import PlatformBoard
from desktop_app.values.money import Fen, wan_text, yuan_text


def plan_answer(campaign: Campaign, told: str = "") -> Answer:
    """The plan batch by batch, and what does not add up."""
    differences = _differences(campaign)
    lines = [told] if told else []
    lines += [
        f"{campaign.name}（编号 {campaign.id}）",
        f"{campaign.starts_on} 至 {campaign.ends_on}，总额 {wan_text(campaign.total_fen)} 万元",
        f"牵头 {campaign.lead}，拨付 {campaign.finance}，审计 {campaign.audit}",
    ]
    lines += table(
        ("批次", "金额（万元）", "券种", "额度（万元）", "面额×张数"), _plan_rows(campaign)
    )
    lines += [f"{'○' if each.reason else '×'} {each.told}" for each in differences]
    lines += [] if differences else ["方案合计一分不差。"]
    data = {
        "id": campaign.id,
        "name": campaign.name,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "total_fen": campaign.total_fen,
        "merchants_max": campaign.merchants_max,
        "pack": campaign.pack,
        "batches": [_batch_data(campaign, batch) for batch in campaign.batches],
        "differences": [_difference_data(each) for each in differences],
    }
    is_wrong = any(not each.reason for each in differences)
    return Answer(lines, data, PROBLEMS if is_wrong else DONE)


def _differences(campaign: Campaign) -> list[Difference]:
    splits = [d for batch in campaign.batches for d in split_differences(campaign, batch)]
    return [*plan_differences(campaign), *splits]


def _plan_rows(campaign: Campaign) -> Iterable[tuple[str, ...]]:
    for batch in campaign.batches:
        head = (batch_name(batch), wan_text(batch.total_fen))
        if not batch.is_split:
            yield (*head, "未分配", "", "")
        for share in batch.shares:
            faces = "，".join(f"{yuan_text(f.face_fen)}×{f.count}" for f in share.faces)
            kind = campaign.kind(share.kind_id)
            yield (
                *head, kind.title, wan_text(share.money_fen),
                faces or ("用完即止" if kind.is_money_only else "未分配"),
            )  # fmt: skip
            head = ("", "")


def _batch_data(campaign: Campaign, batch: Batch) -> dict[str, object]:
    return {
        "number": batch.number,
        "title": batch_name(batch),
        "total_fen": batch.total_fen,
        "opens_on": batch.opens_on,
        "closes_on": batch.closes_on,
        "is_split": batch.is_split,
        "is_open": batch.is_open,
        "shares": [
            {
                "kind": share.kind_id,
                "title": campaign.kind(share.kind_id).title,
                "money_fen": share.money_fen,
                "faces": [each.model_dump() for each in share.faces],
            }
            for share in batch.shares
        ],
    }


def _difference_data(difference: Difference) -> dict[str, object]:
    return {
        "told": difference.told,
        "batch": difference.batch,
        "kind": difference.kind_id,
        "found_fen": difference.found_fen,
        "wanted_fen": difference.wanted_fen,
        "over_fen": difference.over_fen,
    }


def rehearsal_answer(campaign: Campaign, found: Rehearsal) -> Answer:
    """The rehearsal kind by kind, the model it rests on, and the edges of the brackets."""
    demand = "，".join(
        f"{campaign.kind(kind).title}每天 {number:g} 笔"
        for kind, number in found.demand.daily.items()
    )
    lines = [
        f"{campaign.name} 方案推演",
        f"需求模型：{demand or '没有设定'}；周末 {found.demand.weekend:g} 倍。",
        "每天笔数按泊松分布，面额按张数比例、车价各档机会均等。",
        f"种子 {found.demand.seed}，推演 {found.demand.runs} 遍。",
        *table(
            (
                "批次",
                "券种",
                "额度（万元）",
                "张数",
                "最少带动（万元）",
                "可补",
                "用完早/中/晚",
            ),
            [_kind_row(each) for each in found.kinds],
        ),
        f"有门槛的券全部用完，最少带动消费 {wan_text(found.least_sales_fen)} 万元。",
        *[f"{'○' if each.reason else '×'} {each.told}" for each in found.differences],
        *[f"× {each}" for each in found.bracket_faults],
        *table(
            ("车辆类型", "价格（元）", "补贴（元）"),
            [
                (each.fuel_title, yuan_text(each.price_fen), yuan_text(each.subsidy_fen))
                for each in found.edges
            ],
        ),
    ]
    data = {
        "campaign": campaign.id,
        "seed": found.demand.seed,
        "runs": found.demand.runs,
        "weekend": found.demand.weekend,
        "daily": found.demand.daily,
        "least_sales_fen": found.least_sales_fen,
        "kinds": [_kind_data(each) for each in found.kinds],
        "differences": [_difference_data(each) for each in found.differences],
        "bracket_faults": list(found.bracket_faults),
        "edges": [
            {"fuel": e.fuel, "price_fen": e.price_fen, "subsidy_fen": e.subsidy_fen}
            for e in found.edges
        ],
    }
    return Answer(lines, data, PROBLEMS if found.bracket_faults else DONE)


def _kind_row(each: KindRehearsal) -> Sequence[str]:
    vehicles = ""
    if each.vehicles:
        vehicles = f"{each.vehicles.fewest}—{each.vehicles.most} 辆"
    return (
        each.batch_title,
        each.title,
        wan_text(each.money_fen),
        "不限" if each.pieces is None else str(each.pieces),
        "" if each.least_sales_fen is None else wan_text(each.least_sales_fen),
        vehicles,
        _used_up(each.forecast),
    )


def _used_up(forecast: Forecast | None) -> str:
    if forecast is None:
        return "没有设定需求"
    if forecast.used_up_middle is None:
        rest = wan_text(Fen(forecast.rest_middle_fen))
        return f"{forecast.ends_on} 还剩约 {rest} 万元"
    days = (forecast.used_up_early, forecast.used_up_middle, forecast.used_up_late)
    return "/".join("用不完" if day is None else f"{day:%m-%d}" for day in days)


def _kind_data(each: KindRehearsal) -> dict[str, object]:
    vehicles, forecast = each.vehicles, each.forecast
    return {
        "batch": each.batch,
        "kind": each.kind_id,
        "title": each.title,
        "money_fen": each.money_fen,
        "pieces": each.pieces,
        "least_sales_fen": each.least_sales_fen,
        "vehicles": None
        if vehicles is None
        else {"fewest": vehicles.fewest, "rest_fen": vehicles.rest_fen, "most": vehicles.most},
        "forecast": None
        if forecast is None
        else {
            "used_up_early": forecast.used_up_early,
            "used_up_middle": forecast.used_up_middle,
            "used_up_late": forecast.used_up_late,
            "used_up_runs": forecast.is_used_up_runs,
            "rest_middle_fen": forecast.rest_middle_fen,
            "curve": [list(day) for day in forecast.curve],
        },
    }


def platforms_answer(board: PlatformBoard) -> Answer:
    """The platforms by score, or what keeps them from being scored."""
    lines = [f"{board.campaign}：{board.applicants} 家平台报名。"]
    lines += [f"× {each}" for each in board.faults]
    lines += table(
        ("名次", "平台", "得分", "构成"),
        [(str(each.rank), each.name, rounded(each.total), each.words) for each in board.scores],
    )
    data = {
        "applicants": board.applicants,
        "faults": list(board.faults),
        "scores": [
            {"platform": e.key, "name": e.name, "rank": e.rank, "score": rounded(e.total)}
            for e in board.scores
        ],
    }
    return Answer(lines, data, PROBLEMS if board.faults else DONE)


def merchants_answer(board: MerchantBoard, told: Sequence[str] = ()) -> Answer:
    """The merchants with their checks, and how the places stand."""
    places = "不限" if board.places is None else f"{board.places} 户，余 {board.free} 户"
    lines = [
        *told,
        f"{board.campaign}：申报 {len(board.rows)} 户，有问题 {len(board.flagged)} 户。",
        f"合格待列入 {board.waiting} 户，已列入 {board.admitted} 户；名额 {places}。",
        f"超过名额时的次序：{board.order or '还没有定'}。",
        *table(
            ("序号", "商户", "类别", "状态", "名次", "核查"),
            [
                (
                    str(row.number), row.name, row.category, row.state_label,
                    str(row.place or ""), "；".join(each.title for each in row.problems),
                )
                for row in board.rows
            ],
        ),
    ]  # fmt: skip
    data = {
        "applications": len(board.rows),
        "flagged": len(board.flagged),
        "by_cause": board.by_cause,
        "waiting": board.waiting,
        "admitted": board.admitted,
        "places": board.places,
        "free": board.free,
        "is_crowded": board.is_crowded,
        "order": board.order,
        "rows": [
            {
                "entry": row.id,
                "number": row.number,
                "name": row.name,
                "state": row.state,
                "place": row.place,
                "light": row.light,
                "problems": [each.message for each in row.problems],
            }
            for row in board.rows
        ],
    }
    return Answer(lines, data)
