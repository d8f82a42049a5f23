"""Problems of a workbook as values: where, what was found, why it is refused and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Cause(StrEnum):
    """Why a file, sheet or cell is refused; the ids are stable, they stand in users' reports."""

    # the file
    NO_FILE = "no_file"
    EMPTY_FILE = "empty_file"
    ENCRYPTED = "encrypted"
    WEB_PAGE = "web_page"
    TEXT_FILE = "text_file"
    OTHER_KIND = "other_kind"
    DAMAGED = "damaged"
    MACROS = "macros"
    STRICT_FORMAT = "strict_format"
    OPEN_DOCUMENT = "open_document"
    BINARY_WORKBOOK = "binary_workbook"
    TOO_LARGE = "too_large"
    UNSAFE = "unsafe"
    EXTERNAL_LINK = "external_link"
    CLASSIFIED = "classified"
    # the template
    NO_SHEET = "no_sheet"
    OTHER_TEMPLATE = "other_template"
    OLD_TEMPLATE = "old_template"
    UNCLEAR_SHEET = "unclear_sheet"
    NO_ROWS = "no_rows"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    UNCLEAR_COLUMN = "unclear_column"
    UNCLEAR_UNIT = "unclear_unit"
    MERGED_DATA = "merged_data"
    SECOND_TABLE = "second_table"
    # the cell
    MISSING = "missing"
    ERROR_CELL = "error_cell"
    NO_CACHED_VALUE = "no_cached_value"
    PICTURE = "picture"
    WRONG_TYPE = "wrong_type"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_INTEGER = "not_an_integer"
    UNCLEAR_PERCENT = "unclear_percent"
    ABOUT = "about"
    TOO_FINE = "too_fine"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_DATE = "not_a_date"
    DATE_RANGE = "date_range"
    DATE_ORDER = "date_order"
    UNKNOWN_CHOICE = "unknown_choice"
    LOST_DIGITS = "lost_digits"
    BAD_CODE = "bad_code"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    UNREADABLE = "unreadable"
    # the row and the sums
    DUPLICATE_ROW = "duplicate_row"
    MONEY_UNIT = "money_unit"
    TOTAL_DIFFERS = "total_differs"
    COMPUTED_DIFFERS = "computed_differs"
    # against the workspace
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_RECORD = "unknown_record"
    CONFLICT = "conflict"
    CHECK = "check"
    OLDER_REGIME = "older_regime"
    DOUBTFUL_PAST = "doubtful_past"


class _Words(NamedTuple):
    title: str
    advice: str


_WORDS = {
    Cause.NO_FILE: _Words("文件打不开", "请确认文件还在原处且没有被别的程序独占。"),
    Cause.EMPTY_FILE: _Words("空文件", "文件里没有内容，请让填报单位重新发送。"),
    Cause.ENCRYPTED: _Words("加密文件", "请去掉打开密码后另存，再导入。"),
    Cause.WEB_PAGE: _Words("网页另存的表", "请用 WPS 打开，另存为 .xlsx 后再导入。"),
    Cause.TEXT_FILE: _Words("文本文件", "请用下发的模板填写，不要用 CSV 或记事本。"),
    Cause.OTHER_KIND: _Words("不是表格文件", "请发送 .xlsx 或 .xls 工作簿。"),
    Cause.DAMAGED: _Words("文件已损坏", "文件没有传完整或已损坏，请重新发送。"),
    Cause.MACROS: _Words("带宏的工作簿", "请另存为 .xlsx（不带宏）后再导入。"),
    Cause.STRICT_FORMAT: _Words("严格格式工作簿", "请另存为普通的 .xlsx 后再导入。"),
    Cause.OPEN_DOCUMENT: _Words("ODS 表格", "请另存为 .xlsx 后再导入。"),
    Cause.BINARY_WORKBOOK: _Words("二进制工作簿", "请另存为 .xlsx 后再导入。"),
    Cause.TOO_LARGE: _Words("文件过大", "请把数据复制到空白模板里再发送。"),
    Cause.UNSAFE: _Words("文件结构不安全", "请把数据复制到空白模板里再发送。"),
    Cause.EXTERNAL_LINK: _Words("引用了外部文件", "请在“编辑链接”里断开链接后再发送。"),
    Cause.CLASSIFIED: _Words("含涉密内容", "整本未读入。请按保密规定另行报送。"),
    Cause.NO_SHEET: _Words("找不到填报表", "请用下发的模板填写，不要改动表头。"),
    Cause.OTHER_TEMPLATE: _Words("拿错了模板", "请下载对应的模板重新填写。"),
    Cause.OLD_TEMPLATE: _Words("模板版本不对", "请下载现行版本的模板重新填写。"),
    Cause.UNCLEAR_SHEET: _Words(
        "分不清是哪种表", "请用下发的模板填写，或由经办人在导入时指定是哪种表。"
    ),
    Cause.NO_ROWS: _Words("没有填报内容", "请从表头下一行开始填写。"),
    Cause.MISSING_COLUMN: _Words("缺少列", "请按模板补上这一列。"),
    Cause.DUPLICATE_COLUMN: _Words("列重复", "请只保留一列。"),
    Cause.UNCLEAR_COLUMN: _Words("列名不明", "请改用模板的列名，或由经办人在导入时指定。"),
    Cause.UNCLEAR_UNIT: _Words("金额单位不明", "请在表头写明“单位：万元”。"),
    Cause.SECOND_TABLE: _Words("一页上有两张表", "请移到另一张工作表，或按上表的列填写。"),
    Cause.MERGED_DATA: _Words("数据行有合并单元格", "请取消合并，每行分别填写。"),
    Cause.MISSING: _Words("必填项没填", "请补填这一格。"),
    Cause.ERROR_CELL: _Words("公式出错", "请改成正确的数值或文字。"),
    Cause.NO_CACHED_VALUE: _Words(
        "公式没有结果", "请用 WPS、Excel 或 LibreOffice 打开并保存一次，或直接填数值。"
    ),
    Cause.PICTURE: _Words("格里是图片", "请改成文字，图片另附。"),
    Cause.WRONG_TYPE: _Words("内容类型不对", "请按表头提示填写。"),
    Cause.NOT_A_NUMBER: _Words("不是数字", "请只填数字，不带文字。"),
    Cause.NOT_AN_INTEGER: _Words("不是整数", "请填整数。"),
    Cause.UNCLEAR_PERCENT: _Words("百分数不明", "请写成 60% 的样子。"),
    Cause.ABOUT: _Words("数字不确切", "请填确切的数字，不写“约”“左右”。"),
    Cause.TOO_FINE: _Words("金额小于一分", "请精确到分。"),
    Cause.OUT_OF_RANGE: _Words("数值超出范围", "请核对后重填。"),
    Cause.NOT_A_DATE: _Words("日期不明确", "请按 2026-11-22 的样子填写。"),
    Cause.DATE_RANGE: _Words("日期不合理", "请核对年份后重填。"),
    Cause.DATE_ORDER: _Words("日期先后不对", "请核对两个日期。"),
    Cause.UNKNOWN_CHOICE: _Words("不在可选项内", "请从下拉列表里选一项。"),
    Cause.LOST_DIGITS: _Words("末位已丢失", "请把单元格设为文本后重填。"),
    Cause.BAD_CODE: _Words("号码不对", "请核对原件，或向填报单位问清后重填。"),
    Cause.TOO_LONG: _Words("文字过长", "请精简后重填。"),
    Cause.CONTROL_CHARACTERS: _Words("含不可见字符", "请删去这一格，手工重新输入。"),
    Cause.UNREADABLE: _Words("这一格读不准", "请清空这一格后重新填写。"),
    Cause.DUPLICATE_ROW: _Words("重复的行", "请删去多余的一行。"),
    Cause.MONEY_UNIT: _Words("元与万元可能弄混", "请核对单位后重填。"),
    Cause.TOTAL_DIFFERS: _Words("合计对不上", "请核对各行金额和合计。"),
    Cause.COMPUTED_DIFFERS: _Words("与算出的不符", "请核对各列后改正。"),
    Cause.UNKNOWN_UNIT: _Words("单位不在名录", "请写单位全称，或先在基础数据里登记。"),
    Cause.UNKNOWN_RECORD: _Words("查无此项目", "请核对项目编码和名称。"),
    Cause.CONFLICT: _Words("与已有记录冲突", "请核对后再报。"),
    Cause.CHECK: _Words("核查不通过", "请照所列条款改正后再报。"),
    Cause.OLDER_REGIME: _Words("按原办法收", "不核查这个项目；写错的请改成下拉列表里的办法。"),
    Cause.DOUBTFUL_PAST: _Words("补录存疑", "请核对原件；无误的照此补录，不作判断。"),
}


def cause_title(cause: str) -> str:
    """The Chinese heading of a cause, as problems are grouped by it."""
    return _WORDS[Cause(cause)].title


def cause_advice(cause: str) -> str:
    """What the clerk should do about a cause when nothing more exact is known."""
    return _WORDS[Cause(cause)].advice


@dataclass(frozen=True)
class CellProblem:
    """One problem at file, sheet!cell; `value` is what the cell holds, empty for an empty cell.

    `sheet` and `cell` are empty only when the whole file is refused.
    """

    file: str
    sheet: str
    cell: str
    value: str
    cause: str
    message: str
    advice: str
    clause: str = ""
    column: str = ""
    """Title of the cell's column, empty for a cell outside the known columns."""

    @property
    def place(self) -> str:
        """Where it is, e.g. `申报表!C5`; the file name when the whole file is refused."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or self.file

    def named_place(self, *, in_one_sheet: bool = False) -> str:
        """The place with the title of its column, e.g. `申报表!C5（建设性质）`.

        Where everything told is in one sheet, its name is left out: `C5（建设性质）`.
        """
        place = self.cell if in_one_sheet and self.cell else self.place
        return f"{place}（{self.column}）" if self.column else place

    @property
    def title(self) -> str:
        """The Chinese heading of the cause."""
        return cause_title(self.cause)


def group_by_cause(
    problems: Iterable[CellProblem],
) -> tuple[tuple[str, tuple[CellProblem, ...]], ...]:
    """Pairs of cause and its problems, the most frequent cause first."""
    groups: dict[str, list[CellProblem]] = {}
    for problem in problems:
        groups.setdefault(problem.cause, []).append(problem)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    return tuple((cause, tuple(members)) for cause, members in ordered)


def file_problem(file: str, cause: Cause, message: str, advice: str = "") -> CellProblem:
    """A problem of the whole file."""
    return CellProblem(file, "", "", "", cause, message, advice or cause_advice(cause))
