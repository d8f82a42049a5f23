"""`settings`, `readings`: what the office answers and signs for itself; lists them without more."""

from argparse import Namespace
from datetime import date

from desktop_app.cli.output import Answer, table
from desktop_app.cli.usage_words import UsageError
from desktop_app.errors import Refused
from desktop_app.rules.dated import WrittenValueError, typed_setting
from desktop_app.use_cases import regulations
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.regulations import ReadingLine, SettingLine


def settings(arguments: Namespace, desk: Desk) -> Answer:
    """The office's own settings; with a name and a value that one is set."""
    if not arguments.name:
        return _listed(
            [_setting_json(line) for line in regulations.settings(desk)],
            ("设定", "问题", "取值", "自何日起", "建议"),
            ("id", "label", "value", "since", "suggested"),
        )
    setting = regulations.setting_line(desk, arguments.name).setting
    try:
        value = typed_setting(setting, _answer_to(arguments))
    except WrittenValueError as fault:
        raise Refused(f"{setting.label}：{fault}", advice="请按题目的单位和范围填写。") from fault
    regulations.set_setting(
        desk,
        setting.id,
        value,
        since=arguments.since or desk.today,
        reason=arguments.reason,
        signer=arguments.signer,
    )
    line = regulations.setting_line(desk, setting.id)
    return Answer([f"已设定：{line.setting.label} {line.text}。"], _setting_json(line))


def readings(arguments: Namespace, desk: Desk) -> Answer:
    """The clauses that can be read in several ways; with a name and a choice that one is signed."""
    if not arguments.name:
        return _listed(
            [_reading_json(line) for line in regulations.readings(desk)],
            ("口径", "条文", "已签定", "自何日起", "可选"),
            ("id", "label", "chosen", "since", "options"),
        )
    reading = regulations.reading_line(desk, arguments.name).reading
    regulations.sign_reading(
        desk,
        reading.id,
        _answer_to(arguments),
        since=arguments.since or desk.today,
        reason=arguments.reason,
        signer=arguments.signer,
    )
    line = regulations.reading_line(desk, reading.id)
    return Answer([f"已签定：{line.reading.label} {line.chosen}。"], _reading_json(line))


def _answer_to(arguments: Namespace) -> str:
    if not arguments.value:
        raise UsageError("要写取值或选项的编号；只列出的，名称也不写")
    return str(arguments.value)


def _listed(rows: list[dict[str, object]], heads: tuple[str, ...], keys: tuple[str, ...]) -> Answer:
    lines = table(heads, [tuple(_told(row[key]) for key in keys) for row in rows])
    return Answer(lines, {"rows": rows})


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key}（{label}）" for key, label in value.items())
    return str(value or "")


def _setting_json(line: SettingLine) -> dict[str, object]:
    setting = line.setting
    return {
        "id": setting.id,
        "label": setting.label,
        "question": setting.question,
        "clauses": list(line.clauses),
        "value": line.text,
        **_signed(line.since, line.signer, line.reason),
        "suggested": line.suggested or "、".join(each.id for each in setting.choices),
    }


def _reading_json(line: ReadingLine) -> dict[str, object]:
    return {
        "id": line.reading.id,
        "label": line.reading.label,
        "question": line.reading.question,
        "clauses": list(line.clauses),
        "chosen": line.chosen,
        **_signed(line.since, line.signer, line.reason),
        "options": {option.id: option.label for option in line.reading.options},
    }


def _signed(since: date | None, signer: str, reason: str) -> dict[str, object]:
    return {"since": since.isoformat() if since else None, "signer": signer, "reason": reason}
