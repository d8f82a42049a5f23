"""Campaigns: registers with the columns they need, known kinds, a plan whose sums agree."""

from collections.abc import Iterable

from desktop_app.rules.campaigns import (
    BATCH_COLUMNS,
    BRACKET_COLUMNS,
    CAMPAIGN_COLUMNS,
    CLAIM_COLUMNS,
    CRITERION_COLUMNS,
    CUTTING_CHECKS,
    DOUBT_CHECKS,
    FACE_COLUMNS,
    GOODS_COLUMNS,
    INSPECTION_COLUMNS,
    MERCHANT_COLUMNS,
    PLATFORM_COLUMNS,
    SCORE_COLUMNS,
    SHARE_COLUMNS,
    UNIT_COLUMNS,
    UNIT_SALES_COLUMNS,
    campaign_kind,
)
from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.checks.parts import check_choices, check_columns, check_state
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.registers import field_fact, registers_of
from desktop_app.rules.schema import CampaignKind, Procedure, RegisterSpec, State
from desktop_app.rules.schema.campaign_plan import PlannedBatch
from desktop_app.rules.schema.campaigns import AuditRule, MerchantOrder
from desktop_app.rules.wording import listed, nearest
from desktop_app.values.money import Fen, wan_text


def check_campaigns(context: CheckContext) -> None:
    """Report campaigns that could not be designed, opened or judged."""
    seen: list[CampaignKind] = []
    for campaign, place in context.of(CampaignKind):
        if campaign_kind(seen, campaign.register_):
            place.under("register").add("这个台账已有一种活动", "一个台账只写一段 [[campaign]]")
        seen.append(campaign)
        _check_registers(campaign, place, context)
        _check_roles(campaign, place, context)
        _check_kinds(campaign, place, context)
        _check_orders(campaign, place, context)
        _check_admission(campaign, place, context)
        _check_states(campaign, place, context)
        _check_claims(campaign, place, context)
        _check_audit(campaign, place, context)
        _check_sums(campaign, place)


def _check_registers(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    top, batches, platforms = campaign.register_, campaign.batches, campaign.platforms
    for key, register, columns, owner in (
        ("register", top, CAMPAIGN_COLUMNS, "none"),
        ("batches", batches, BATCH_COLUMNS, top),
        ("shares", campaign.shares, SHARE_COLUMNS, batches),
        ("faces", campaign.faces, FACE_COLUMNS, batches),
        ("goods", campaign.goods, GOODS_COLUMNS, top),
        ("brackets", campaign.brackets, BRACKET_COLUMNS, top),
        ("merchants", campaign.merchants, MERCHANT_COLUMNS, top),
        ("platforms", platforms, PLATFORM_COLUMNS, top),
        ("criteria", campaign.criteria, CRITERION_COLUMNS, top),
        ("scores", campaign.scores, SCORE_COLUMNS, platforms or ""),
        ("units", campaign.units, UNIT_COLUMNS, top),
        ("unit_sales", campaign.unit_sales, UNIT_SALES_COLUMNS, campaign.units or ""),
        ("inspections", campaign.inspections, INSPECTION_COLUMNS, top),
    ):
        if register is not None:
            check_columns(register, columns, place.under(key), context)
            _check_below(register, owner, place.under(key), context)


def _check_below(register: str, owner: str, place: FaultPlace, context: CheckContext) -> None:
    specs = registers_of(spec for spec, _ in context.of(RegisterSpec))
    spec = next((each for each in specs if each.id == register), None)
    if spec is not None and spec.owner != owner:
        place.add(f"“{register}”的一行应属于“{owner}”", f'写 owner = "{owner}"')


def _check_roles(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    for key in ("lead", "finance", "audit"):
        context.known("role", getattr(campaign, key), place.under(key))


def _check_kinds(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    kinds = [kind.id for kind in campaign.kind]
    for register in (campaign.shares, campaign.faces, campaign.goods, campaign.brackets):
        check_choices(register, "kind", kinds, place.under("kind"), context)
    for kind in campaign.kind:
        where = place.under("kind", kind.id).under("trades")
        check_choices(campaign.merchants, "category", kind.trades, where, context)
    used = [
        *(("batch", each.kind) for batch in campaign.batch for each in batch.share),
        *(("batch", each.kind) for batch in campaign.batch for each in batch.face),
        *(("goods_list", each.kind) for each in campaign.goods_list),
        *(("bracket", each.kind) for each in campaign.bracket),
    ]
    for key, kind_id in used:
        if kind_id not in kinds:
            place.under(key).add(f"没有“{kind_id}”这种券", nearest(kind_id, kinds))
    for each in campaign.goods_list:
        for name in each.words.keys() - set(each.names):
            place.under("goods_list").under("words").add(
                f"这一组没有“{name}”", nearest(name, each.names)
            )
    fuels = tuple(each.fuel for each in campaign.bracket)
    check_choices(campaign.brackets, "fuel", fuels, place.under("bracket"), context)


def _check_orders(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    if campaign.order and campaign.order_setting is None:
        place.under("order").add("没有写 order_setting", "写本办在哪个设定里定次序")
    if campaign.order_setting is not None:
        where = place.under("order_setting")
        context.known("setting", campaign.order_setting, where)
        setting = context.names.settings.get(campaign.order_setting)
        choices = [choice.id for choice in setting.choices] if setting else []
        _check_order_choices([each.id for each in campaign.order], choices, where)
    for order in campaign.order:
        _check_order(campaign, order, place.under("order", order.id), context)


def _check_order_choices(orders: list[str], choices: list[str], place: FaultPlace) -> None:
    for choice in choices:
        if choice not in orders:
            place.add(f"设定里的“{choice}”没有对应的 [[campaign.order]]", nearest(choice, orders))
    for order in orders if choices else ():
        if order not in choices:
            place.add(f"设定里没有“{order}”这个选项", nearest(order, choices))


def _check_order(
    campaign: CampaignKind, order: MerchantOrder, place: FaultPlace, context: CheckContext
) -> None:
    if bool(order.by) is order.is_drawn:
        place.add("一种次序写 by 或 is_drawn 之一", "按列排的写 by；摇号的写 is_drawn = true")
    for term in order.by:
        name = field_fact(campaign.merchants, term.column)
        if name not in context.names.facts:
            columns = [n for n in context.names.facts if n.startswith(f"{campaign.merchants}.")]
            place.under("by").add(f"没有“{term.column}”这一列", nearest(name, columns))


def _check_admission(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    if campaign.admission is not None:
        _check_result(campaign.admission, place.under("admission"), context)


def _check_result(written: str, where: FaultPlace, context: CheckContext) -> None:
    """A step with its result, as `procedure.step=result`."""
    step_id, _, outcome = written.partition("=")
    context.known("step", step_id, where)
    head, _, path = step_id.partition(".")
    for procedure, _ in context.of(Procedure):
        steps = [step for step in procedure.step if procedure.id == head and step.id == path]
        known = [each for step in steps for each in step.outcomes]
        if known and outcome not in known:
            where.add(
                f"这一步没有“{outcome}”这种结果",
                f"写成 办件.步骤=结果，结果是：{listed(known)}",
            )


def _check_claims(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    kinds = [kind.id for kind in campaign.kind]
    fuels = tuple(each.fuel for each in campaign.bracket)
    subjects = {state.id: state.subject for state, _ in context.of(State)}
    for claim in campaign.claim:
        where = place.under("claim", claim.kind)
        if claim.kind not in kinds:
            where.under("kind").add(f"没有“{claim.kind}”这种券", nearest(claim.kind, kinds))
        check_columns(claim.register_, CLAIM_COLUMNS, where.under("register"), context)
        _check_below(claim.register_, campaign.register_, where.under("register"), context)
        check_choices(claim.register_, "fuel", fuels, where.under("register"), context)
        _check_result(claim.reservation, where.under("reservation"), context)
        for key, states in (("waiting", claim.waiting), ("reserved", claim.reserved)):
            for state in states:
                check_state(state, claim.register_, subjects, where.under(key), context)
        for key, option in (("passing", claim.passing), ("by_net_price", claim.by_net_price)):
            if option is not None:
                _check_option(option, where.under(key), context)


def _check_option(written: str, where: FaultPlace, context: CheckContext) -> None:
    """A reading with one of its options, as `reading=option`."""
    name, _, wanted = written.partition("=")
    context.known("reading", name, where)
    reading = context.names.readings.get(name)
    options = [each.id for each in reading.options] if reading else []
    if options and wanted not in options:
        where.add(f"这个口径没有“{wanted}”这一种", nearest(wanted, options))


def _check_states(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    subjects = {state.id: state.subject for state, _ in context.of(State)}
    for key, register in (
        ("waiting", campaign.merchants),
        ("admitted", campaign.merchants),
        ("active", campaign.merchants),
        ("engaged", campaign.platforms),
        ("opened", campaign.batches),
    ):
        for state in getattr(campaign, key):
            check_state(state, register or "", subjects, place.under(key), context)


def _check_audit(campaign: CampaignKind, place: FaultPlace, context: CheckContext) -> None:
    kinds = [kind.id for kind in campaign.kind]
    for rule in campaign.audit_rule:
        where = place.under("audit_rule", rule.id)
        _check_known(rule, where)
        for kind_id in rule.kinds:
            if kind_id not in kinds:
                where.under("kinds").add(f"没有“{kind_id}”这种券", nearest(kind_id, kinds))
        for setting in rule.settings.values():
            context.known("setting", setting, where.under("settings"))
        if not rule.rows and not rule.reason:
            where.add("没有写依据，也没有写理由", "写 rows；原文没有的写 reason")
    for kind in campaign.kind:
        if kind.daily is not None:
            context.known("setting", kind.daily, place.under("kind", kind.id).under("daily"))


def _check_known(rule: AuditRule, where: FaultPlace) -> None:
    """The program has the check, and takes money off or not as the pack says."""
    is_doubt = rule.id in DOUBT_CHECKS
    if not is_doubt and rule.id not in CUTTING_CHECKS:
        known = sorted(CUTTING_CHECKS | DOUBT_CHECKS)
        where.add(f"程序没有“{rule.id}”这种核查", nearest(rule.id, known))
    elif rule.is_indicator != is_doubt:
        does = "只是疑点，不直接核减" if is_doubt else "直接核减，不只是疑点"
        advice = f"写 is_indicator = {str(is_doubt).lower()}"
        where.under("is_indicator").add(f"这种核查{does}", advice)


def _check_sums(campaign: CampaignKind, place: FaultPlace) -> None:
    """The plan of the text agrees to the 分; batches that are not split are left alone."""
    _agree("各批次", campaign.batch, campaign.total, place.under("batch"))
    for batch in campaign.batch:
        where = place.under("batch", str(batch.number))
        if batch.share:
            _agree("各券种", batch.share, batch.money, where.under("share"))
        _check_faces(campaign, batch, where.under("face"))


def _check_faces(campaign: CampaignKind, batch: PlannedBatch, place: FaultPlace) -> None:
    money_only = {kind.id for kind in campaign.kind if kind.is_money_only}
    for share in batch.share:
        faces = [each for each in batch.face if each.kind == share.kind]
        total = sum(each.face * each.count for each in faces)
        if share.kind in money_only:
            if faces:
                place.add(f"“{share.kind}”用完即止，不定张数", "删去它的 face")
        elif total != share.money:
            place.add(
                f"“{share.kind}”面额乘张数合计 {wan_text(Fen(total))} 万元，"
                f"额度是 {wan_text(Fen(share.money))} 万元",
                "对照原文改正",
            )


def _agree(what: str, parts: Iterable[object], total: int, place: FaultPlace) -> None:
    amounts = [int(getattr(part, "money", 0)) for part in parts]
    if amounts and sum(amounts) != total:
        place.add(
            f"{what}合计 {wan_text(Fen(sum(amounts)))} 万元，应为 {wan_text(Fen(total))} 万元",
            "对照原文改正",
        )
