"""What the checks of plans and of campaigns share: columns, choices and states of registers."""

from collections.abc import Iterable, Mapping

from desktop_app.rules.checks.context import CheckContext
from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.registers import field_fact
from desktop_app.rules.schema import FACT_TYPE_LABELS
from desktop_app.rules.wording import nearest


def check_columns(
    register: str, wanted: Mapping[str, str], place: FaultPlace, context: CheckContext
) -> None:
    """Report columns a register lacks, or has with another type."""
    context.known("register", register, place)
    if register not in context.ids["register"]:
        return
    for column, kind in wanted.items():
        spec = context.names.facts.get(field_fact(register, column))
        if spec is None or spec.type != kind:
            place.add(
                f"“{register}”要有一列 {column}，类型是{FACT_TYPE_LABELS[kind]}",
                "用程序自带的台账，或照第 14 节补上这一列",
            )


def check_choices(
    register: str, column: str, wanted: Iterable[str], place: FaultPlace, context: CheckContext
) -> None:
    """Report choices a column of a register lacks."""
    spec = context.names.facts.get(field_fact(register, column))
    known = [choice for choice, _ in spec.choices] if spec else []
    for choice in wanted if known else ():
        if choice not in known:
            place.add(f"“{column}”这一列没有选项“{choice}”", nearest(choice, known))


def check_state(
    state: str,
    subject: str,
    subjects: Mapping[str, str],
    place: FaultPlace,
    context: CheckContext,
) -> None:
    """Report a state that is unknown, or one of another subject."""
    context.known("state", state, place)
    if subjects.get(state, subject) != subject:
        place.add(f"“{state}”不是“{subject}”的状态", "写这种对象的一个状态")
