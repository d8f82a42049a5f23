"""A value of the law amended from a day on: a new version of the pack, with clause and reason.

The clerk reads that a line was changed (500 → 400 万元 from a day on), enters it beside the old
one and signs. The pack gets its next version, kept among the office's own; new projects start
under it, those under way keep theirs until they are moved with a reason.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from desktop_app.errors import Refused
from desktop_app.rules.amending import Written, amended, next_version
from desktop_app.rules.dated import WrittenValueError, quantity_in
from desktop_app.rules.loader import load_pack
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.own_packs import PackInFile, take_up
from desktop_app.use_cases.places import write_file
from desktop_app.use_cases.regime import own_folder, pack_having

FILE, HEAD = "parameters.toml", "pack.toml"


@dataclass(frozen=True)
class Amendment:
    """What a value becomes."""

    value: str
    """Id of the value."""
    text: str
    """As the law writes it, in the unit of the value: `400`, `2026-12-31`."""
    since: date
    clause: str
    """The clause that says so, as the pack writes it."""
    reason: str
    """On what ground: number and day of the document."""
    signer: str


def amend_value(desk: Desk, change: Amendment) -> PackInFile:
    """Write the next version of the pack that has the value and start new projects under it."""
    require(desk, "regulations.packs")
    if not change.reason.strip() or not change.signer.strip():
        raise Refused("没有写依据或签定人", advice="请写明修改的文件名称、文号和签定人。")
    with desk.workspace.read() as view:
        pack = pack_having(desk, view, lambda each: change.value in each.names.values)
        stored = view.packs.version(pack.id, pack.version)
        files = dict(view.packs.files(stored.id)) if stored else {}
    value = pack.names.values.get(change.value)
    if value is None:
        raise Refused(f"没有法定值“{change.value}”", advice="请在法定参数里选。")
    rows = tuple(each.id for each in pack.articles if each.clause == change.clause)
    if not rows:
        raise Refused(f"办法里没有“{change.clause}”这一条", advice="请照条文对照里的写法填写条款。")
    new = _written(value.label, value.unit, change.text)
    try:
        files[FILE] = amended(
            files[FILE].decode("utf-8"), change.value, new, change.since, rows
        ).encode("utf-8")
    except ValueError as problem:
        raise Refused(
            f"“{value.label}”从 {problem} 起已有一个数值", advice="新的日期要晚于它。"
        ) from problem
    files[HEAD] = next_version(files[HEAD].decode("utf-8")).encode("utf-8")
    result = load_pack(files)
    if result.faults:
        fault = result.faults[0]
        raise Refused(f"改不成：{fault.message}", advice=fault.advice)
    folder = own_folder(desk) / pack.id
    for name, content in files.items():
        write_file(folder / name, content)
    ground = f"{value.label}自 {change.since} 起为 {change.text}{value.unit}：{change.reason}"
    return take_up(desk, pack.id, reason=f"{ground}（签定人 {change.signer.strip()}）")


def _written(label: str, unit: str, text: str) -> Written:
    """The typed value as the law writes it; refused where the unit cannot hold it."""
    new: Written
    try:
        new = date.fromisoformat(text.strip()) if unit == "日期" else Decimal(text.strip())
    except (ValueError, InvalidOperation):
        new = text.strip()
    try:
        quantity_in(unit, new)
    except (WrittenValueError, ValueError, TypeError) as problem:
        raise Refused(f"“{label}”不能是“{text}”", advice=f"请按{unit}填写。") from problem
    return new
