"""What differs between two versions of a pack, in a clerk's words: no ids, no keys of a file."""

import re

from desktop_app.rules.difference import CHANGE_LABELS, Difference
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OUTCOME_LABELS
from desktop_app.use_cases.going_live.difference_values import Vocabulary, labels_of
from desktop_app.values.stages import STAGE_TITLES

KEYS = {
    "title": "名称", "label": "名称", "value": "数值", "dated": "分期数值", "unit": "单位",
    "rows": "依据", "clause": "条款", "summary": "概括", "at": "核查的环节", "applies": "适用条件",
    "when": "条件", "on_fail": "不通过时", "passes": "通过的条件", "message": "提示",
    "hint": "填写提示", "help": "说明", "note": "备注", "kind": "种类", "strength": "用词",
    "discretion": "可否突破", "reading": "口径", "options": "读法", "default": "默认",
    "stage": "环节", "after": "前置", "excludes": "不与之并行", "opens": "怎样开始",
    "material": "材料", "tracks": "轨道", "actor": "办理机关", "outcomes": "结果",
    "labels": "结果的说法", "effects": "办完以后", "gates": "核查", "form": "文书",
    "document": "文号", "starts": "起算", "due": "期限", "days": "天数", "choices": "选项",
    "required": "是否必填", "order": "次序", "handling": "由谁判断", "reason": "理由",
    "step": "步骤", "field": "列", "asks": "登记的事项", "group": "并行",
    "satisfied_by": "可以代替的结果", "returns_to": "退回到", "stops": "停下的结果",
    "offset": "期限", "month_day": "月日", "month_day_value": "月日", "rest_day": "遇休息日",
    "remind": "提前几天提醒", "while": "什么情况下有", "held": "什么情况下暂停",
    "done": "办到哪一步算完成",
    "repeat": "隔多久一次", "is_house": "是否本办设定", "can_extend": "能否延期",
    "direction": "往前还是往后", "pick": "取哪一天", "year": "哪一年", "date_fact": "到期日",
    "names": "机关名称", "name": "名称", "short": "简称", "from": "起用", "until": "失效",
    "issuer": "印发机关", "issued": "印发日期", "number": "文号", "basis": "上位依据",
    "replaces": "替代的文件", "text_sm3": "所据文本的校验值", "tabs": "启用的页",
    "tab_titles": "页的叫法", "code_prefix": "编号前缀", "is_outside": "是否外部机关",
    "question": "问题", "suggested": "建议值", "is_line": "是否金额线", "counted": "怎样数",
    "type": "类型", "asked_at": "在哪里登记", "after_column": "排在哪一列后", "aliases": "别的表头",
    "head": "表头", "cells": "各格", "opinions": "意见栏", "columns": "列", "body": "正文",
    "addressee": "主送", "copy_to": "抄送", "foot": "附注", "attachments": "附件",
    "signers": "签字栏", "table": "表格", "layout": "版式", "series": "编号字头",
    "items": "应含内容", "copies": "份数", "use": "嵌入的办件", "open": "可以加征求意见的机关",
    "is_live": "是否还算数", "is_end": "是否到头", "subject": "对象", "reasons": "理由",
    "fail": "不通过的话", "pass": "通过的话", "judge": "需判断的话", "insufficient": "资料不足的话",
    "advice": "怎么办", "is_sum": "合计", "width": "宽度", "is_key": "认行的列",
    "at_least": "最小", "at_most": "最大", "notes": "表下说明", "guide": "填表说明",
    "titles": "表头", "without": "去掉的列", "weight": "权重", "criterion": "排序准则",
    "text": "内容", "span": "宽", "lines": "行高", "signer_label": "签字处", "has_seal": "盖章",
}  # fmt: skip
ORDERS = {"step": "步骤次序", "field": "列的次序"}
"""Parts that are told one by one: of the whole only their order can change."""
WORDS = {
    "block": "不通过不能办", "warn": "提醒", "judge": "人工判断", "true": "是", "false": "否",
    "auto": "自动", "manual": "手工", "embedded": "随别的办", "optional": "可选",
    "required": "必须", "machine": "程序", "record": "登记", "human": "人", "none": "不涉及",
    "present": "有", "absent": "没有", "and": "并且", "or": "或者", "not": "不是",
    "keep": "不顺延", "next": "顺延", "latest": "最晚的", "earliest": "最早的",
    "before": "往前", "after": "往后", "same": "当年", "each": "每年", "month": "每月",
    "year": "每年", "state": "状态", "date": "日期", "amount": "金额", "open": "开办",
    "close": "结束", "hold": "限制", "release": "解除", "track": "转到", "set": "登记",
    "create": "新建", "end": "办结",
    "project": "项目", "system": "系统", "need": "需求", "regime": "制度", "unit": "项目单位",
    "superior_unit": "主管部门", "threshold": "金额线", "deadline": "期限", "gate": "前提",
    "prohibition": "禁止", "computation": "计算", "route": "程序", "report": "报送", "role": "职责",
    "sanction": "罚则", "money": "金额", "integer": "整数", "text": "文字", "bool": "是否",
    "choice": "单选", "choices": "多选", "letter": "函件", "opinion_table": "意见表",
    "list": "清单", "checklist": "核对单", "receipt": "收据",
}  # fmt: skip
REWRITTEN = "写法有改动"
"""In place of a text that is written for the program alone."""
TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def difference_words(entry: Difference, packs: tuple[Pack, Pack]) -> tuple[str, str, str]:
    """What changed, what it was and what it becomes; ids stand as the titles of what they name."""
    title = f"“{entry.title}”" if entry.title else ""
    head = f"{CHANGE_LABELS[entry.change]}{entry.kind}{title}"
    if not entry.key:
        return head, "", ""
    head = f"{head}的{ORDERS.get(entry.key) or KEYS.get(entry.key, '内容')}"
    words = Vocabulary(packs, {**_titles(packs[0]), **_titles(packs[1])}, WORDS, KEYS)
    before = _plain(words.value(entry.was, entry.now))
    after = _plain(words.value(entry.now, entry.was))
    if before == after:
        return head, "", REWRITTEN
    unit = _unit(entry, packs[1])
    return head, before + unit * bool(before), after + unit * bool(after)


def _unit(entry: Difference, pack: Pack) -> str:
    """The unit of a changed number; empty where none was changed."""
    law, own = pack.names.values.get(entry.id), pack.names.settings.get(entry.id)
    unit = (law.unit if law else own.unit if own else None) or ""
    is_number = entry.key in {"value", "suggested"} and unit not in {"日期", "月日", "词"}
    return unit if is_number else ""


def _plain(text: str) -> str:
    """The text; one that still speaks to the program is not shown."""
    return REWRITTEN if TOKEN.search(PLACEHOLDER.sub("", text)) else text


def _titles(pack: Pack) -> dict[str, str]:
    """Titles by id of everything a pack names."""
    titles: dict[str, str] = {**OUTCOME_LABELS, **STAGE_TITLES, **pack.tab_titles}
    for reading in pack.readings:
        titles |= labels_of(reading.options, "label")
    titles |= {spec.name: spec.label for spec in pack.facts}
    for entries in (pack.parameters, pack.settings, pack.readings, pack.registers):
        titles |= labels_of(entries, "label")
    for found in (
        pack.states, pack.tracks, pack.procedures, pack.rules, pack.forms, pack.deadlines,
        pack.holds, pack.rounds,
    ):  # fmt: skip
        titles |= labels_of(found, "title")
    titles |= {office.role: office.label for office in pack.offices}
    titles |= {article.id: article.clause for article in pack.articles}
    titles |= {
        f"{procedure.id}.{flat.path}": f"{procedure.title}·{flat.step.title}"
        for procedure in pack.procedures
        for flat in pack.steps_of(procedure.id)
    }
    return titles
