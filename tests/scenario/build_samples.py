"""Writes `resources/samples/workbooks/` anew: `python -m tests.scenario.build_samples`.

LibreOffice is needed: some of the workbooks, and every .xls, are its work.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from desktop_app.rules.facts import CATEGORIES, OWNER_TYPES, UNIT_KINDS
from resources import resource
from tests.scenario.applications import row_of, sample_file
from tests.scenario.books import Book, write_books

KINDS, OWNERS = dict(UNIT_KINDS), dict(OWNER_TYPES)
CLASSES = dict(CATEGORIES)
BASE_DATA = {
    "units": (
        "单位名录",
        "unit",
        {
            "name": "单位名称",
            "short_name": "简称",
            "kind": "单位类型",
            "owner_type": "机关性质",
            "superior": "上级主管单位",
            "aliases": "曾用名、别名",
            "credit_code": "统一社会信用代码",
            "contact": "联系人",
            "phone": "联系电话",
        },
    ),
    "experts": (
        "专家库",
        "expert",
        {
            "name": "姓名",
            "unit_name": "工作单位",
            "field": "专业领域",
            "committee": "所属委员会",
            "title": "职称",
            "phone": "联系电话",
            "status": "状态",
            "note": "备注",
        },
    ),
    "systems": (
        "既有系统清单",
        "system",
        {
            "name": "系统名称",
            "unit": "所属单位",
            "category": "系统类别",
            "content": "主要功能",
            "built_year": "建成年份",
            "status": "状态",
        },
    ),
    "catalogue": (
        "数据资源目录",
        "item",
        {
            "code": "目录编码",
            "name": "目录名称",
            "item": "数据项",
            "owner_unit": "提供单位",
            "source_system": "来源系统",
            "share_type": "共享类型",
            "update_frequency": "更新频率",
            "is_public": "是否开放",
        },
    ),
}
NEEDS = {
    "title": "需求名称",
    "scenario": "应用场景",
    "amount": "估算金额（万元）",
    "year": "期望年度",
    "adopter": "拟牵头部门",
}
LABELS = {"kind": KINDS, "owner_type": OWNERS, "category": CLASSES}


def build(folder: Path) -> None:
    """Write every workbook of the sample year into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.xls*"):
        old.unlink()
    for name, (title, table, columns) in BASE_DATA.items():
        _list_book(folder / f"{title}.xlsx", title, columns, sample_file(f"{name}.toml")[table])
    for need_book in sample_file("needs.toml")["workbook"]:
        head = (f"填报单位：{need_book['unit']}", f"填报日期：{need_book['dated']}")
        _list_book(folder / need_book["file"], "需求征集表", NEEDS, need_book["need"], head)
    write_books([_book(each) for each in sample_file("workbooks.toml")["workbook"]], folder)


def _book(each: Mapping) -> Book:
    rows = {key: row_of(key) for key in each["projects"]}
    for fix in each.get("fixes", ()):
        rows[fix["key"]][fix["column"]] = fix.get("number", fix.get("text"))
    return Book(each["file"], each["unit"], each["dated"], list(rows.values()), each["layout"])


def _list_book(
    path: Path,
    title: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping],
    head: Sequence[str] = (),
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    sheet.append([title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet["A1"].font = Font(name="黑体", size=16)
    if head:
        sheet.append(list(head))
    sheet.append(list(columns.values()))
    for row in rows:
        sheet.append([_shown(key, row.get(key)) for key in columns])
    workbook.save(path)


def _shown(key: str, value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    if key == "amount" and value is not None:
        return float(value)
    labels = LABELS.get(key)
    return labels.get(str(value), value) if labels else value


if __name__ == "__main__":
    build(Path(resource("samples", "workbooks")))
