"""Lists as workbooks: every record of a sheet, or what a grid shows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.errors import Refused
from desktop_app.excel.sheet import ColumnKind, ColumnSpec
from desktop_app.excel.writer import write_list
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.imports.specs import workspace_specs
from desktop_app.use_cases.places import make_folder
from desktop_app.use_cases.prefill import exported_rows
from desktop_app.use_cases.regime import current_pack


def export_sheet(desk: Desk, sheet: str, out: Path) -> int:
    """Write every record of a sheet, ready to be imported again; gives the number of rows."""
    require(desk, "export")
    with desk.workspace.read() as view:
        specs = workspace_specs(view, current_pack(desk, view))
        if sheet not in specs:
            raise Refused(f"没有名为“{sheet}”的表", advice=f"可用的表：{'、'.join(specs)}。")
        spec = specs[sheet]
        rows = exported_rows(view, spec)
    office = desk.workspace.marker.office
    head = f"导出单位：{office}" if office else ""
    make_folder(out.parent)
    return write_list(spec.columns, rows, out, title=spec.title, head=head, sums=spec.sum_columns)


def export_grid(
    desk: Desk,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Mapping[str, object]],
    out: Path,
) -> int:
    """Write what a grid shows: columns as key and title; money in 分 under a （万元） title."""
    require(desk, "export")
    specs = [_column(key, heading) for key, heading in columns]
    sums = [spec.key for spec in specs if spec.kind is ColumnKind.MONEY]
    return write_list(specs, rows, out, title=title, sums=sums)


def _column(key: str, heading: str) -> ColumnSpec:
    if heading.endswith("（万元）"):
        title = heading.removesuffix("（万元）")
        return ColumnSpec(key, title, ColumnKind.MONEY, unit="万元")
    return ColumnSpec(key, heading)
