"""What the pages of a campaign show, as columns and rows: for the screen, workbooks and print."""

from desktop_app.domain.vouchers.brackets import edge_tests
from desktop_app.domain.vouchers.plan import Campaign
from desktop_app.domain.vouchers.rehearsal import Demand, Forecast, Rehearsal
from desktop_app.domain.vouchers.scoring import rounded
from desktop_app.domain.vouchers.sums import batch_name
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList, Value
from desktop_app.use_cases.vouchers.merchants import MerchantBoard
from desktop_app.use_cases.vouchers.platforms import PlatformBoard
from desktop_app.values.money import Fen, yuan_text

MONEY, NARROW, WIDE = 120, 80, 260


def plan_table(campaign: Campaign) -> ShownList:
    """The plan: a row for every face, and for every kind or batch without faces."""
    columns = (
        ShownColumn("batch", "批次", width=NARROW),
        ShownColumn("kind", "券种", width=170),
        ShownColumn("share", "额度", "money", "万元", MONEY),
        ShownColumn("face", "面额（元）", "figure", width=100),
        ShownColumn("threshold", "单笔满（元）", "figure", width=110),
        ShownColumn("count", "张数", "number", width=NARROW),
        ShownColumn("amount", "小计", "money", "万元", MONEY, is_sum=True),
        ShownColumn("sales", "最少带动", "money", "万元", MONEY, is_sum=True),
    )
    return ShownList("活动方案", columns, tuple(_plan_rows(campaign)), campaign.name)


def _plan_rows(campaign: Campaign) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for batch in campaign.batches:
        name = batch_name(batch)
        if not batch.is_split:
            rows.append((name, "还没有分配", None, "", "", None, batch.total_fen, None))
        for share in batch.shares:
            kind = campaign.kind(share.kind_id)
            head = (name, kind.title, share.money_fen)
            if not share.faces:
                words = "用完即止" if kind.is_money_only else "还没有分"
                rows.append((*head, words, "", None, share.money_fen, None))
            rows += [
                (
                    *head, yuan_text(face.face_fen), yuan_text(face.threshold_fen), face.count,
                    face.total_fen, face.least_sales_fen,
                )
                for face in share.faces
            ]  # fmt: skip
    return rows


def rehearsal_table(campaign: Campaign, found: Rehearsal) -> ShownList:
    """The rehearsal kind by kind."""
    columns = (
        ShownColumn("batch", "批次", width=NARROW),
        ShownColumn("kind", "券种", width=170),
        ShownColumn("money", "额度", "money", "万元", MONEY, is_sum=True),
        ShownColumn("pieces", "张数", "number", width=NARROW),
        ShownColumn("sales", "最少带动", "money", "万元", MONEY, is_sum=True),
        ShownColumn("vehicles", "可补车辆", width=270),
        ShownColumn("daily", "每天笔数", "figure", width=NARROW),
        ShownColumn("early", "用完（十次里一次）", width=140),
        ShownColumn("middle", "用完（一半）", width=120),
        ShownColumn("late", "用完（十次里九次）", width=140),
        ShownColumn("rest", "到期还剩（中位）", "money", "万元", MONEY),
    )
    rows = tuple(
        (
            each.batch_title, each.title, each.money_fen, each.pieces, each.least_sales_fen,
            _vehicles(each.vehicles.fewest, each.vehicles.most, each.vehicles.rest_fen)
            if each.vehicles else "",
            f"{found.demand.daily[each.kind_id]:g}" if each.kind_id in found.demand.daily else "",
            *_days(each.forecast),
        )
        for each in found.kinds
    )  # fmt: skip
    return ShownList("方案推演", columns, rows, f"{campaign.name}　{demand_words(found.demand)}")


def _vehicles(fewest: int, most: int, rest: Fen) -> str:
    more = f"，按最高的还余 {yuan_text(rest)} 元" if rest else ""
    return f"{fewest} 至 {most} 辆{more}"


def _days(forecast: Forecast | None) -> tuple[Value, ...]:
    if forecast is None:
        return ("没有设定需求", "", "", None)
    found = (forecast.used_up_early, forecast.used_up_middle, forecast.used_up_late)
    days = tuple("用不完" if day is None else day.isoformat() for day in found)
    return (*days, forecast.rest_middle_fen)


def demand_words(demand: Demand) -> str:
    """The demand model in words: nothing about it is hidden."""
    return (
        f"每天笔数按泊松分布，周末 {demand.weekend:g} 倍，面额按张数比例、车价各档机会均等；"
        f"种子 {demand.seed}，{demand.runs} 遍"
    )


def edge_table(campaign: Campaign) -> ShownList:
    """What prices just below, on and above every end of a bracket get."""
    columns = (
        ShownColumn("fuel", "车辆类型", width=120),
        ShownColumn("price", "价格（元）", "figure", width=140),
        ShownColumn("subsidy", "补贴（元）", "figure", width=120),
    )
    rows = tuple(
        (each.fuel_title, yuan_text(each.price_fen), yuan_text(each.subsidy_fen))
        for kind in campaign.kinds
        for each in edge_tests(kind)
    )
    return ShownList("价格档边界试算", columns, rows, campaign.name)


def merchant_table(board: MerchantBoard) -> ShownList:
    """The applications with their checks."""
    columns = (
        ShownColumn("number", "序号", "number", width=60),
        ShownColumn("name", "商户", width=WIDE),
        ShownColumn("category", "类别", width=110),
        ShownColumn("state", "状态", width=100),
        ShownColumn("place", "名次", "number", width=60),
        ShownColumn("light", "核查", width=100),
        ShownColumn("problems", "要处理的", width=WIDE),
    )
    rows = tuple(
        (
            row.number, row.name, row.category, row.state_label, row.place, row.light_word,
            "；".join(each.message.rstrip("。") for each in row.problems),
        )
        for row in board.rows
    )  # fmt: skip
    return ShownList("商户申报和核查", columns, rows, board.campaign)


def platform_table(board: PlatformBoard) -> ShownList:
    """The platforms by score, with what each score is made of."""
    columns = (
        ShownColumn("rank", "名次", "number", width=60),
        ShownColumn("name", "平台", width=WIDE),
        ShownColumn("score", "得分", "figure", width=NARROW),
        ShownColumn("basis", "得分构成", width=2 * WIDE),
    )
    rows = tuple((each.rank, each.name, rounded(each.total), each.words) for each in board.scores)
    return ShownList("发放平台得分", columns, rows, board.campaign)
