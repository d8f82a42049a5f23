"""Every record of a sheet as a workbook that can be imported again."""

from pathlib import Path

from desktop_app.errors import Refused
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
