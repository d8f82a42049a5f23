"""Fixtures of the workbook tests: the sheets with plain choices, and workbooks built by hand."""

import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from desktop_app.excel.sheet import SheetContext
from desktop_app.excel.sheets import sheet_spec
from installer.system_packages import has_office_part

CHOICES = {
    "nature": (("new", "新建"), ("upgrade", "升级改造"), ("continuing", "续建"), ("om", "运维"),
               ("service", "购买服务")),
    "category": (("network", "电子政务网络平台"), ("business", "业务信息系统"),
                 ("resource", "信息资源库")),
    "infrastructure_kind": (("data_centre", "数据中心"), ("machine_room", "机房")),
    "by_reference_kind": (("none", "不属于"), ("embedded", "其他财政建设项目内含")),
    "funding_source": (("county", "县级财政资金"), ("transfer", "上级转移支付资金"),
                       ("own", "单位自有资金")),
    "superior_opinion": (("agreed", "同意"), ("refused", "不同意"), ("none", "未出具")),
    "unit_kind": (("department", "县直部门"), ("township", "乡镇")),
    "owner_type": (("administration", "行政机关"), ("other", "其他")),
}  # fmt: skip
HEADERS = ("序号", "项目名称", "建设性质", "项目类别", "申报金额（万元）", "县级财政资金（万元）",
           "建设目标", "主要建设内容", "技术路线", "联系电话")  # fmt: skip


@pytest.fixture(scope="session")
def context():
    """Choices as a pack gives them."""
    return SheetContext(CHOICES, units=("数据资源局", "水务局", "林业局"))


@pytest.fixture(scope="session")
def pool(context):
    """The reserve pool's sheet."""
    return sheet_spec("reserve_pool", context)


@pytest.fixture
def book(tmp_path):
    """Writes rows of cells into a workbook: `book([[...], ...])` gives its path."""

    def write(rows, name="申报.xlsx", sheet="申报表", prepare=None) -> Path:
        path = tmp_path / name
        workbook = xlsxwriter.Workbook(path, {"strings_to_urls": False})
        page = workbook.add_worksheet(sheet)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value is not None:
                    page.write(row, column, value)
        if prepare is not None:
            prepare(workbook, page)
        workbook.close()
        return path

    return write


def project(number, name, amount=100, **changes):
    """One usual row below HEADERS."""
    cells = {
        "no": number, "name": name, "nature": "新建", "category": "业务信息系统",
        "amount": amount, "county": amount, "goal": "一网通办", "content": "受理平台",
        "route": "微服务", "phone": "13800138000",
    }  # fmt: skip
    return list((cells | changes).values())


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Converts a file by LibreOffice: `office(path, "csv")` gives the new path."""
    if not has_office_part("sc"):
        pytest.skip("the workbooks' part of LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def convert(path, ending) -> Path:
        folder = tmp_path_factory.mktemp("office")
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             ending, "--outdir", str(folder), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        (result,) = folder.iterdir()
        assert b"error" not in done.stderr.lower()
        return result

    return convert


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the fixtures."""
    return Path(__file__).parents[1] / "samples"
