"""56 review sheets and a 1,000-row list: canvas drawing alone, ours, ratio, peak memory.

The floor draws the very same strings, rules and squares at the same places with ReportLab's canvas,
knowing them beforehand; ours starts from the content: line breaking, layout, stamp, drawing. The
list's floor breaks its cells too, character by character, as a plain canvas program would.

Usage: python tests/benchmarks/printing.py [SHEETS [ROWS]]. Each figure is the median of five runs.
"""

import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from desktop_app.printing.bench import Bench
from desktop_app.printing.fonts import shipped_set
from desktop_app.printing.papers import (
    Bundle,
    ColumnKind,
    FormRow,
    ListColumn,
    ListPaper,
    OpinionBox,
    Stamp,
    TableForm,
    VerdictRow,
)
from desktop_app.printing.render import lay_out, render_pdf
from desktop_app.printing.sheet import Sheet
from desktop_app.printing.stamp import stamp_sheets

RUNS = 5
RAW_SIZE = 9
RAW_WIDTHS = (30, 110, 45, 50, 120, 55, 60, 40)
STAMP = Stamp(version=3, log_head="9f" * 32, form="预审意见表", issued_on=date(2026, 11, 22))
CHECKS = (
    "信息完整",
    "资金来源合计",
    "疑似拆分",
    "重复建设",
    "数据重复采集",
    "视频资源共享",
    "乡镇自建",
)


def raw_face() -> str:
    """The font both sides print with."""
    return shipped_set().face("fang").font


def review_sheet(order: int) -> TableForm:
    """A review sheet with texts of usual length, different on every sheet."""
    text = f"第{order}号项目依托市级政务云部署，改造接口{order + 3}个，经市大数据平台共享交换，"
    sums = f"{order}.00＋78.00＝{order + 78}.00万元"
    checks = tuple(
        VerdictRow(name, "通过", f"{name}经核对{order}条记录无异常。", ("二（一）2",), sums)
        for name in CHECKS
    )
    return TableForm(
        title="政务信息化项目预审意见表",
        number=f"预审〔2026〕{order:03d}",
        right="金额单位：万元",
        head=(
            ("项目名称", f"城乡社区智慧治理平台第{order}期升级改造项目"),
            ("项目编号", f"2026-{order:03d}"),
            ("申报单位", f"第{order}社会事务管理局"),
            ("申报金额", f"{order}98.00"),
        ),
        rows=tuple(FormRow(label, text * 2) for label in ("建设目标", "建设内容", "技术路线")),
        verdicts=checks,
        opinions=(
            OpinionBox("预审意见", text, "张三", date(2026, 11, 22), choices=("同意", "退回")),
        ),
        foot=("注：本表一式两份。",),
    )


def list_paper(rows: int) -> ListPaper:
    """A list of eight columns whose long cells wrap."""
    titles = ("序号", "名称", "地区", "类别", "内容", "金额", "日期", "状态")
    columns = tuple(
        ListColumn(title, weight, ColumnKind.WAN if title == "金额" else ColumnKind.TEXT)
        for title, weight in zip(titles, RAW_WIDTHS, strict=True)
    )
    return ListPaper(
        title="清单",
        columns=columns,
        rows=tuple(_row(order) for order in range(rows)),
        is_landscape=False,
    )


def _row(order: int) -> tuple[str | int, ...]:
    name = f"东城街道惠民综合超市有限责任公司第{order}分店"
    content = f"购买一级能效空调一台，型号KFR-35GW，补贴比例20%，第{order}笔"
    return (str(order), name, "城关镇", "家电补贴", content, 199_900_00, "2026-05-01", "已核销")


def draw_raw(sheets: list[Sheet]) -> bytes:
    """The floor: every string, rule and square of the pages drawn by the canvas."""
    out = io.BytesIO()
    base = shipped_set().face("fang").font
    canvas = Canvas(out, pageCompression=1, invariant=1, initialFontName=base)
    for sheet in sheets:
        canvas.setPageSize(sheet.frame.page)
        for text in sheet.texts:
            canvas.setFont(text.face.font, text.size)
            canvas.drawString(text.x, text.y, text.text, charSpace=text.gap)
        for rule in sheet.rules:
            canvas.setLineWidth(rule.width)
            canvas.line(*rule[:4])
        for dots in sheet.dots:
            unit = dots.edge / len(dots.rows)
            for down, row in enumerate(dots.rows):
                for across, is_black in enumerate(row):
                    if is_black:
                        x, y = dots.x + across * unit, dots.y + dots.edge - (down + 1) * unit
                        canvas.rect(x, y, unit, unit, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrap_raw(text: str, room: float, known: dict[str, float]) -> list[str]:
    """Lines of at most a width, broken character by character."""
    lines, line, used = [], "", 0.0
    for char in text:
        width = known.get(char)
        if width is None:
            width = known[char] = pdfmetrics.stringWidth(char, raw_face(), RAW_SIZE)
        if used + width > room and char not in "，。、；：？！）":
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += width
    return [*lines, line]


def draw_table_raw(rows: int) -> bytes:
    """The list's floor: own wrapping and canvas drawing, no layout around it."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1, initialFontName=raw_face())
    edges = [71.0 + sum(RAW_WIDTHS[:index]) for index in range(len(RAW_WIDTHS) + 1)]
    known: dict[str, float] = {}
    y = 0.0
    for order in range(rows):
        texts = [str(cell) if index != 5 else "199.90" for index, cell in enumerate(_row(order))]
        cells = [
            wrap_raw(text, width - 6, known) for text, width in zip(texts, RAW_WIDTHS, strict=True)
        ]
        height = max(map(len, cells)) * 11 + 4
        if y - height < 72:
            if order:
                canvas.showPage()
            y = 770.0
            canvas.setFont(raw_face(), RAW_SIZE)
            canvas.setLineWidth(0.4)
        for left, lines in zip(edges, cells, strict=False):
            for down, line in enumerate(lines, 1):
                canvas.drawString(left + 3, y - 11 * down, line)
        canvas.grid(edges, [y, y - height])
        y -= height
    canvas.save()
    return out.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Median time of a piece of work."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(name: str, floor: float, ours: float, goal: float) -> None:
    """Print one comparison."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: floor {floor * 1000:.0f} ms, ours {ours * 1000:.0f} ms, "
        f"ratio {ours / floor:.2f} (goal {goal}), peak {peak:.0f} MB"
    )


def main(count: int = 56, rows: int = 1000) -> None:
    """Run all comparisons."""
    forms = [review_sheet(order) for order in range(1, count + 1)]
    bundle = Bundle("预审意见表", tuple(forms))
    bench = Bench(shipped_set())
    sheets = lay_out(bundle, bench)
    stamp_sheets(sheets, STAMP, bench)
    floor = seconds(lambda: draw_raw(sheets))
    name = f"{count} review sheets in one file ({len(sheets)} pages)"
    report(name, floor, seconds(lambda: render_pdf(bundle, STAMP)), 2.5)
    singles = []
    for form in forms:
        pages = lay_out(form, bench)
        stamp_sheets(pages, STAMP, bench)
        singles.append(pages)
    floor = seconds(lambda: [draw_raw(pages) for pages in singles])
    ours = seconds(lambda: [render_pdf(form, STAMP) for form in forms])
    report(f"{count} review sheets, a file each", floor, ours, 2.5)
    paper = list_paper(rows)
    floor = seconds(lambda: draw_table_raw(rows))
    report(f"list of {rows} rows x 8", floor, seconds(lambda: render_pdf(paper, Stamp())), 1.5)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
