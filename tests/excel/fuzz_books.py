"""Seeded workbooks with a known truth: every class of bad input, for the mutation run."""

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from tests.excel.fuzz_cells import AMOUNTS, CHOICES, FLAGS, LONG_TEXTS, PHONES, REFUSED, TEXTS

COLUMNS = ("name", "nature", "declared_amount", "funding.county", "goal", "content", "phone",
           "is_video_surveillance")  # fmt: skip
OPTIONS = {"strings_to_urls": False, "strings_to_formulas": False,
           "default_date_format": "yyyy-mm-dd"}  # fmt: skip
TITLES = {
    "name": "项目名称", "nature": "建设性质", "declared_amount": "申报金额",
    "funding.county": "县级财政资金", "goal": "建设目标", "content": "主要建设内容",
    "phone": "联系电话", "is_video_surveillance": "是否视频监控",
}  # fmt: skip
ALIASES = {"name": "项目全称", "nature": "项目性质", "declared_amount": "总投资", "goal": "目标",
           "content": "建设内容", "phone": "手机号"}  # fmt: skip


@dataclass
class Case:
    """One workbook: the cells row by row, and what must be read from which row."""

    rng: random.Random
    order: list[str] = field(default_factory=lambda: list(COLUMNS))
    above: list[list[object]] = field(default_factory=list)
    headers: list[list[object]] = field(default_factory=list)
    body: list[list[object]] = field(default_factory=list)
    truth: dict[int, dict[str, object]] = field(default_factory=dict)
    """Values by index in `body`."""
    notes: list[Callable] = field(default_factory=list)
    """Called with workbook, sheet and the row of the first body line, to add what cells lack."""
    patches: list[Callable[[bytes], bytes]] = field(default_factory=list)
    """Applied to the XML of the sheet."""
    may_refuse: bool = False
    label: str = ""

    def first_body_row(self) -> int:
        """Row of the first body line, counted from 0."""
        return len(self.above) + len(self.headers)

    def write(self, path: Path) -> None:
        """Writes the workbook."""
        book = xlsxwriter.Workbook(path, OPTIONS)
        sheet = book.add_worksheet("申报表")
        for row, cells in enumerate([*self.above, *self.headers, *self.body]):
            for column, value in enumerate(cells):
                if value is not None:
                    sheet.write(row, column, value)
        for note in self.notes:
            note(book, sheet, self.first_body_row())
        book.close()
        if self.patches:
            self._patch(path)

    def _patch(self, path: Path) -> None:
        name = "xl/worksheets/sheet1.xml"
        with zipfile.ZipFile(path) as archive:
            parts = {item: archive.read(item) for item in archive.namelist()}
        for patch in self.patches:
            parts[name] = patch(parts[name])
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for item, content in parts.items():
                archive.writestr(item, content)


def plain_case(rng: random.Random) -> Case:
    """A correct sheet of three to eight rows."""
    case = Case(rng)
    case.above = [["储备库申报表"], ["填报单位：水务局", None, None, "单位：万元"]]
    for number in range(rng.randint(3, 8)):
        amount = rng.randint(50, 900) + rng.choice((0, 0.5, 0.25))
        fen = round(amount * 1_000_000)
        cells = {
            "name": f"第{number}号智慧项目{rng.randint(1, 9)}", "nature": "新建",
            "declared_amount": amount, "funding.county": amount, "goal": "一网通办",
            "content": "受理平台", "phone": "13800138000", "is_video_surveillance": "否",
        }  # fmt: skip
        values = {**cells, "nature": "new", "declared_amount": fen, "funding.county": fen,
                  "is_video_surveillance": False}  # fmt: skip
        case.truth[number] = values
        case.body.append([number + 1, *(cells[key] for key in COLUMNS)])
    return case


def finish(case: Case) -> Case:
    """Writes the header of the present column order unless there is one."""
    if not case.headers:
        case.headers = [["序号", *(TITLES.get(key, key) for key in case.order)]]
    return case


def put(case: Case, row: int, key: str, written: object, value: object) -> None:
    """Writes one cell and states what must be read from it."""
    case.body[row][1 + case.order.index(key)] = written
    case.truth[row][key] = value


def cell_case(rng: random.Random) -> Case:
    """Odd writings of single cells: exact value or a problem."""
    case = plain_case(rng)
    pools = {"name": TEXTS, "nature": CHOICES, "funding.county": AMOUNTS, "goal": LONG_TEXTS,
             "phone": PHONES, "is_video_surveillance": FLAGS}  # fmt: skip
    for row in range(len(case.body)):
        key = rng.choice(tuple(pools))
        written, value = rng.choice(pools[key])
        if key == "name" and isinstance(written, str):
            written, value = f"{written}{row}", value if value is REFUSED else f"{value}{row}"
        put(case, row, key, written, value)
    case.label = "cell"
    return finish(case)


def geometry_case(rng: random.Random) -> Case:
    """Where the table stands and what stands around it."""
    from tests.excel.fuzz_shapes import SHAPES  # noqa: PLC0415 - the shapes use the class above

    case = plain_case(rng)
    for shape in rng.sample(SHAPES, rng.randint(1, 3)):
        shape(case)
        case.label += f" {shape.__name__}"
    return finish(case)


def template_case(rng: random.Random) -> Case:
    """Columns moved, renamed, dropped, added, decorated."""
    case = plain_case(rng)
    order = list(COLUMNS)
    rng.shuffle(order)
    dropped = {key for key in ("goal", "content", "phone") if rng.random() < 0.2}
    order = [key for key in order if key not in dropped]
    titles = []
    for key in order:
        title = ALIASES.get(key, TITLES[key]) if rng.random() < 0.3 else TITLES[key]
        unit = "（万元）" if "amount" in key or "funding" in key else ""
        decorate = rng.choice(("{}", "*{}", " {} ", "{}{u}", "{}（必填）", "{}：", "{}\n"))
        spaced = " ".join(title) if rng.random() < 0.2 else title
        titles.append(decorate.format(spaced, u=unit))
    body = [[line[0], *(line[1 + COLUMNS.index(key)] for key in order)] for line in case.body]
    case.body, case.order, case.label = body, order, "template"
    case.headers = [["序号", *titles]]
    if rng.random() < 0.5:
        place = rng.randint(1, len(order) + 1)
        for line, text in zip(
            (*case.headers, *case.body), ["内部流水", *"甲乙丙丁戊己庚辛"], strict=False
        ):
            line.insert(place, text)
        case.order.insert(place - 1, "")
    for row in case.truth:
        case.truth[row] = {key: case.truth[row][key] for key in order if key}
    return case


def unit_case(rng: random.Random) -> Case:
    """One row in 元 in a sheet in 万元, or the other way round: must be asked."""
    case = plain_case(rng)
    row = rng.randrange(len(case.body))
    yuan = rng.randint(30, 900) * 10_000
    put(case, row, "declared_amount", yuan, REFUSED)
    both = rng.random() < 0.5
    put(
        case,
        row,
        "funding.county",
        yuan if both else yuan / 10_000,
        REFUSED if both else yuan * 100,
    )
    case.label = "money unit"
    return finish(case)


def total_case(rng: random.Random) -> Case:
    """A 合计 row, right or wrong."""
    case = plain_case(rng)
    total = sum(line[3] for line in case.body)
    is_wrong = rng.random() < 0.5
    word = rng.choice(("合计", "总计", "合 计", "合计："))
    line = [word, None, None, total + is_wrong, None, None, None, None, None]
    place = rng.choice((0, len(case.body)))
    case.body.insert(place, line)
    if place == 0:
        case.truth = {row + 1: values for row, values in case.truth.items()}
    if is_wrong:
        case.truth[place] = {"declared_amount": REFUSED, "": None}
    case.label = f"total {'wrong' if is_wrong else 'right'}"
    return finish(case)


def repeat_case(rng: random.Random) -> Case:
    """The same project twice, in other widths and spaces."""
    case = plain_case(rng)
    name = case.body[0][1]
    case.body[-1][1] = rng.choice(
        (name, f" {name}", name.replace("智慧", "智 慧"), f"{name}\u3000")
    )
    case.truth[len(case.body) - 1]["name"] = REFUSED
    case.label = "repeat"
    return finish(case)


CLASSES = (cell_case, geometry_case, template_case, unit_case, total_case, cell_case,
           geometry_case, repeat_case)  # fmt: skip


def make_case(seed: int) -> Case:
    """The case of a seed."""
    rng = random.Random(seed)  # noqa: S311 - a reproducible choice, no secret
    return CLASSES[seed % len(CLASSES)](rng)
