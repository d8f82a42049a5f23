"""What differs between two versions of a pack, in a clerk's words: no ids, no keys of a file."""

import re
from collections.abc import Mapping

from desktop_app.rules.difference import CHANGE_LABELS, Difference
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS

KEYS = {
    "title": "名称", "label": "名称", "value": "数值", "dated": "分期数值", "unit": "单位",
    "rows": "条目", "clause": "条款", "summary": "概括", "at": "核查的环节", "applies": "适用条件",
    "when": "条件", "on_fail": "不通过时", "passes": "通过的条件", "message": "提示",
    "hint": "填写提示",
    "discretion": "可否突破", "reading": "口径", "options": "选项", "default": "默认",
    "stage": "环节", "after": "前置", "excludes": "不与之并行", "opens": "怎样开始",
    "material": "材料", "tracks": "轨道", "actor": "办理机关", "outcomes": "结果",
    "labels": "结果的说法", "effects": "办完以后", "gates": "核查", "form": "文书",
    "document": "文号", "starts": "起算", "due": "期限", "days": "天数", "choices": "选项",
    "required": "是否必填", "order": "次序", "handling": "由谁判断", "reason": "理由",
}  # fmt: skip
WORDS = {
    "block": "不通过不能办", "warn": "提醒", "judge": "人工判断", "true": "是", "false": "否",
    "auto": "自动", "manual": "手工", "embedded": "随别的办", "optional": "可选",
    "required": "必须", "machine": "程序", "record": "登记", "human": "人", "none": "不涉及",
    "present": "有", "absent": "没有", "and": "并且", "or": "或者", "not": "不是",
}  # fmt: skip
REWRITTEN = "写法有改动"
"""In place of a text that is written for the program alone."""
TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


def difference_words(entry: Difference, packs: tuple[Pack, Pack]) -> tuple[str, str, str]:
    """What changed, what it was and what it becomes; ids stand as the titles of what they name."""
    titles = {**_titles(packs[0]), **_titles(packs[1])}
    title = f"“{entry.title}”" if entry.title else ""
    head = f"{CHANGE_LABELS[entry.change]}{entry.kind}{title}"
    if not entry.key:
        return head, "", ""
    head = f"{head}的{KEYS.get(entry.key, '内容')}"
    before, after = (_plain(text, titles) for text in (entry.before, entry.after))
    if before == after:
        return head, "", REWRITTEN
    return head, before, after


def _plain(text: str, titles: Mapping[str, str]) -> str:
    """The text with ids as titles; one that still speaks to the program is not shown."""
    found = TOKEN.sub(lambda m: titles.get(m.group(), WORDS.get(m.group(), m.group())), text)
    return REWRITTEN if TOKEN.search(found) else found


def _titles(pack: Pack) -> dict[str, str]:
    """Titles by id of everything a pack names."""
    titles: dict[str, str] = dict(OUTCOME_LABELS)
    titles |= {spec.name: spec.label for spec in pack.facts}
    titles |= {value.id: value.label for value in pack.parameters}
    titles |= {each.id: each.label for each in pack.settings}
    titles |= {each.id: each.label for each in pack.readings}
    titles |= {each.id: each.title for each in pack.states}
    titles |= {each.id: each.title for each in pack.tracks}
    titles |= {each.id: each.title for each in pack.procedures}
    titles |= {each.id: each.title for each in pack.rules}
    titles |= {each.id: each.title for each in pack.forms}
    titles |= {office.role: office.label for office in pack.offices}
    titles |= {article.id: article.clause for article in pack.articles}
    titles |= {
        f"{procedure.id}.{flat.path}": f"{procedure.title}·{flat.step.title}"
        for procedure in pack.procedures
        for flat in pack.steps_of(procedure.id)
    }
    return titles
