"""Registers whose rows are projects drawn by lot: where they stand, among whom, how many."""

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.schema import RegisterSpec
from desktop_app.rules.schema.registers import FIXED_OWNERS


def check_lots(context: CheckContext) -> None:
    """Report lots that could not be drawn."""
    for spec, place in context.of(RegisterSpec):
        if spec.lot is None:
            continue
        where = place.under("lot")
        if spec.owner in {None, *FIXED_OWNERS} or spec.of_project != "required":
            where.add(
                "抽取项目的台账要属于另一个台账，并且必写项目",
                'owner 写那个台账的编号，of_project = "required"',
            )
        context.condition(spec.lot.among, where.under("among"))
        found = context.names.find(spec.lot.rate)
        if not context.known_name(spec.lot.rate, where.under("rate")) or found is None:
            continue
        if found.kind.unit != "%":
            where.under("rate").add(f"“{spec.lot.rate}”不是比例", "写单位是 % 的设定或数值")
