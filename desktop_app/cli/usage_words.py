"""How the command line words its own grammar: names of values, errors, headings, in Chinese."""

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

FLAGS = frozenset({"store_true", "help"})
"""Actions of options that take no value."""
VALUE_NAMES: Mapping[str, str] = {
    name: word
    for word, names in {
        "编号": "code codes name leave",
        "项目编号": "project",
        "留下的项目编号": "kept",
        "并入的项目编号": "absorbed",
        "序号": "id under all_of entry paper row after event",
        "文号": "number renumber incoming document report",
        "信用代码": "merchant",
        "表": "sheet",
        "环节": "stage",
        "步骤": "step",
        "结果": "outcome",
        "办件.材料": "material",
        "文书": "form forms",
        "文件": "files file scan out",
        "文件夹": "data returns",
        "规则包": "pack ids",
        "规则包@版本": "source",
        "动作": "action",
        "对象": "what out_of",
        "事项": "duty",
        "名称": "title office names",
        "单位": "unit sender into to countersign copy_to",
        "姓名": "operator signer checked_by",
        "机构": "auditor",
        "电话": "phone",
        "活动": "campaign of",
        "清单": "list",
        "券种": "kind",
        "检查": "check",
        "批次": "batch",
        "轮次": "round",
        "版次": "edition other",
        "年度": "year",
        "日期": "due on date received since until dated answer_by acted_on",
        "理由": "reason override full unchecked",
        "意见": "opinion",
        "决定": "decision",
        "说明": "note",
        "内容": "text",
        "取值": "value",
        "密级": "secrecy",
        "紧急程度": "urgency",
        "专业": "field",
        "级别": "level",
        "办法": "line",
        "份数": "copies",
        "人数": "members reserves",
        "行数": "count",
        "遍数": "runs",
        "倍数": "weekend",
        "名次": "place",
        "比例": "share",
        "种子": "seed draw",
        "恢复密钥": "recovery",
        "元": "yuan",
        "万元": "wan",
        "金额": "keep",
        "名称=值": "fact",
        "列=值": "set",
        "标题=列": "map",
        "法定值=数": "values",
        "券种=笔数": "daily",
        "名称;单位;金额": "part",
    }.items()
    for name in names.split()
}
"""What a value is called where the grammar is shown, by the name it has in the program."""
IN_CHINESE = (
    (r"the following arguments are required: (.*)", r"还要写：\1"),
    (r"one of the arguments (.*) is required", r"要写其中一样：\1"),
    (r"argument 命令: invalid choice: '(.*?)' \(choose from (.*)\)", r"没有命令“\1”，可用：\2"),
    (r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", r"\1 不能写“\2”，可选：\3"),
    (r"argument (.*?): invalid int value: '(.*)'", r"\1 应写整数，不能写“\2”"),
    (r"argument (.*?): invalid float value: '(.*)'", r"\1 应写数，不能写“\2”"),
    (r"argument (.*?): invalid (?:.*) value: '(.*)'", r"\1 不能写“\2”"),
    (r"argument (.*?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.*?): expected at least one argument", r"\1 至少要写一个"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 和 \2 不能一起写"),
    (r"argument (.*?): ignored explicit argument '(.*)'", r"\1 后面不写值，多了“\2”"),
    (r"argument (.*?): ([^A-Za-z]*[^\x00-\x7f].*)", r"\1：\2"),
    (r"unrecognized arguments: (.*)", r"不认识：\1"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 写得不全，可能是：\2"),
    (r"argument (.*?): .*", r"\1 写得不对"),
    (r".*[A-Za-z]{3}.*", "命令写得不对"),
)
"""What argparse says, and the same in the user's language; the last two catch what is left."""
HELP_IN_CHINESE = {
    "usage: ": "写法：",
    "positional arguments:": "参数：",
    "options:": "选项：",
    "show this help message and exit": "显示这些说明",
}
"""The same of what it puts around the help."""
LISTED = (("', '", "、"), (", ", "、"), ("'", ""))
"""How argparse puts the items of a list, by its version."""


class UsageError(Exception):
    """The command line was written wrongly; the text says how it should be."""


class ChineseParser(argparse.ArgumentParser):
    """Reports wrong usage as an exception with a Chinese text instead of leaving the process."""

    def __init__(self, *args: Any, **named: Any) -> None:
        self._choices: dict[str, Sequence[str]] = {}
        super().__init__(*args, **named)

    def add_argument(self, *names: Any, **told: Any) -> argparse.Action:
        """Add an argument under the Chinese name of its value; what may be chosen is told."""
        if told.get("action") in FLAGS:
            return super().add_argument(*names, **told)
        choices = told.get("choices")
        if choices and "metavar" not in told:
            text = f"{told.get('help', '')}：" if told.get("help") else ""
            told["help"] = f"{text}{'、'.join(choices)}"
        added = super().add_argument(*names, **told)
        if added.metavar is None:
            added.metavar = VALUE_NAMES[added.dest]
        if choices:
            self._choices[str(added.metavar)] = tuple(choices)
        return added

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        told = _told(message)
        for name, choices in self._choices.items():
            if told == f"还要写：{name}" or told.startswith(f"还要写：{name}、"):
                told = f"{told}；{name}可写：{'、'.join(choices)}"
        raise UsageError(f"用法有误：{told}\n{_in_chinese(self.format_usage())}")

    def format_help(self) -> str:
        """The help, its headings in Chinese."""
        return _in_chinese(super().format_help())


def _told(message: str) -> str:
    """The sentence for what argparse found."""
    for pattern, words in IN_CHINESE:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            message = found.expand(words)
            break
    for english, mark in LISTED:
        message = message.replace(english, mark)
    return message


def _in_chinese(text: str) -> str:
    for english, words in HELP_IN_CHINESE.items():
        text = text.replace(english, words)
    return text
