"""Workbooks written by hand for the import tests, and a stop that comes at a chosen look."""

import xlsxwriter

POOL = ("项目名称", "项目建设单位", "建设性质", "项目类别", "参照管理情形", "申报金额（万元）",
        "县级财政资金（万元）", "建设目标", "主要建设内容", "技术路线", "数据共享需求")  # fmt: skip


def written(path, titles, rows, sheet="申报表"):
    """A workbook of one sheet: a row of titles, then the rows."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, titles)
    for number, row in enumerate(rows, 1):
        page.write_row(number, 0, row)
    book.close()
    return path


def application(number, unit="县教育局", reference="不属于", content=""):
    """One application of its own kind, 12.5 万元."""
    return (
        f"第{number}号平台", unit, "新建", "业务信息系统", reference, 12.5, 12.5,
        f"目标{number}", content or f"内容{number}", f"路线{number}", "不需要",
    )  # fmt: skip


def pool_book(path, count, **more):
    """A workbook of so many applications."""
    return written(path, POOL, [application(n, **more) for n in range(1, count + 1)])


class StopAt:
    """Answers that the work is to stop from the given look on."""

    def __init__(self, look):
        self.left = look

    def __call__(self):
        self.left -= 1
        return self.left < 0
