"""The 法规 pages: packs, article map, law values, office settings and signed readings."""

from dataclasses import dataclass
from datetime import date

from desktop_app.errors import Refused
from desktop_app.rules.dated import WrittenValueError, periods, quantity_in, setting_quantity
from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import OfficeSetting, Reading
from desktop_app.rules.verdict import JsonValue
from desktop_app.rules.verify import ArticleLine as MapLine
from desktop_app.rules.verify import article_map as map_articles
from desktop_app.use_cases.desk import Desk, require
from desktop_app.use_cases.regime import pack_having, packs_in_force
from desktop_app.use_cases.standing.refresh import refresh
from desktop_app.values.stages import stage_title

HANDLING_LABELS = {
    "machine": "程序核查",
    "record": "程序记载",
    "human": "人工把握",
    "none": "不涉及",
}


@dataclass(frozen=True)
class ArticleLine:
    """One row of the regulation and what carries it here."""

    id: str
    clause: str
    label: str
    summary: str
    stage: str
    stage_title: str
    handling: str
    """Label: 程序核查, 程序记载, 人工把握, 不涉及."""
    reason: str
    implemented_by: tuple[str, ...]
    """Titles of the entries that carry the row; empty = not built yet."""
    is_built: bool
    pack: tuple[str, str]
    """Id and version of the pack."""
    regulation: str
    """Title of the pack."""


@dataclass(frozen=True)
class ValueLine:
    """One law value in one period."""

    id: str
    label: str
    text: str
    clauses: tuple[str, ...]
    since: date | None
    until: date | None
    note: str


@dataclass(frozen=True)
class SettingLine:
    """One question the text leaves to the office, with the answer in force today."""

    setting: OfficeSetting
    clauses: tuple[str, ...]
    text: str
    """The value in force, empty while undefined."""
    since: date | None
    reason: str
    signer: str
    suggested: str


@dataclass(frozen=True)
class ReadingLine:
    """One clause that can be read in several ways, with the signed choice."""

    reading: Reading
    clauses: tuple[str, ...]
    chosen: str
    """Label of the signed option, empty while unsigned."""
    since: date | None
    reason: str
    signer: str


def article_map(desk: Desk) -> tuple[ArticleLine, ...]:
    """The regulation row by row: what the program checks, records, or leaves to a person."""
    with desk.workspace.read() as view:
        packs = packs_in_force(desk, view)
    return tuple(_article_line(pack, line) for pack in packs for line in map_articles(pack))


def law_values(desk: Desk) -> tuple[ValueLine, ...]:
    """Every amount, term and date of the law with its clause and period."""
    with desk.workspace.read() as view:
        packs = packs_in_force(desk, view)
    return tuple(
        ValueLine(
            value.id,
            value.label,
            quantity_in(value.unit, period.value).text,
            pack.clauses(period.rows or value.rows),
            period.from_,
            period.until,
            value.note,
        )
        for pack in packs
        for value in pack.parameters
        for period in periods(value)
    )


def settings(desk: Desk) -> tuple[SettingLine, ...]:
    """The office's own settings; never law."""
    with desk.workspace.read() as view:
        packs = packs_in_force(desk, view)
        valid = view.settings.on(desk.today)
    lines = []
    for pack, setting in ((one, each) for one in packs for each in one.settings):
        own = valid.get(setting.id)
        quantity = setting_quantity(setting, own.value) if own else None
        lines.append(
            SettingLine(
                setting,
                pack.clauses(setting.rows),
                quantity.text if quantity else "",
                own.valid_from if own else None,
                own.reason if own else "",
                own.signer if own else "",
                _suggested(setting),
            )
        )
    return tuple(lines)


def readings(desk: Desk) -> tuple[ReadingLine, ...]:
    """The clauses with several readings, and which one the office signed."""
    with desk.workspace.read() as view:
        packs = packs_in_force(desk, view)
        signed = view.readings.on(desk.today)
    lines = []
    for pack, reading in ((one, each) for one in packs for each in one.readings):
        own = signed.get(reading.id)
        labels = {option.id: option.label for option in reading.options}
        lines.append(
            ReadingLine(
                reading,
                pack.clauses(reading.rows),
                labels.get(own.choice, own.choice) if own else "",
                own.valid_from if own else None,
                own.reason if own else "",
                own.signer if own else "",
            )
        )
    return tuple(lines)


def set_setting(
    desk: Desk, setting_id: str, value: JsonValue, *, since: date, reason: str, signer: str
) -> None:
    """Enter an office setting, valid from a day on, with reason and signer."""
    require(desk, "regulations.settings")
    _refuse_unsigned(reason, signer)
    with desk.workspace.read() as view:
        pack = pack_having(desk, view, lambda each: setting_id in each.names.settings)
    setting = pack.setting(setting_id)
    try:
        setting_quantity(setting, value)
    except WrittenValueError as fault:
        raise Refused(f"{setting.label}：{fault}", advice="请按题目的单位和范围填写。") from fault
    act = desk.act("set_setting", f"本办设定“{setting.label}”", reason=reason, pack=pack.id)
    with desk.workspace.begin(act) as uow:
        uow.settings.add(
            name=setting_id, value=value, valid_from=since, reason=reason, signer=signer
        )
    refresh(desk)


def setting_line(desk: Desk, setting_id: str) -> SettingLine:
    """One of the office's own settings; refused if no regulation in force has it."""
    found = next((line for line in settings(desk) if line.setting.id == setting_id), None)
    if found is None:
        raise Refused(f"没有“{setting_id}”这项本办设定", advice="编号见本办设定的清单。")
    return found


def reading_line(desk: Desk, reading_id: str) -> ReadingLine:
    """One clause with several readings; refused if no regulation in force has it."""
    found = next((line for line in readings(desk) if line.reading.id == reading_id), None)
    if found is None:
        raise Refused(f"没有“{reading_id}”这条口径", advice="编号见条文口径的清单。")
    return found


def sign_reading(
    desk: Desk, reading_id: str, choice: str, *, since: date, reason: str, signer: str
) -> None:
    """Sign one reading of an unclear clause, valid from a day on."""
    require(desk, "regulations.readings")
    _refuse_unsigned(reason, signer)
    with desk.workspace.read() as view:
        pack = pack_having(desk, view, lambda each: reading_id in each.names.readings)
    reading = pack.reading(reading_id)
    if choice not in {option.id for option in reading.options}:
        listed = "、".join(f"{option.id}（{option.label}）" for option in reading.options)
        raise Refused(f"{reading.label}没有“{choice}”这种口径", advice=f"可选：{listed}。")
    act = desk.act("sign_reading", f"签定口径“{reading.label}”", reason=reason, pack=pack.id)
    with desk.workspace.begin(act) as uow:
        uow.readings.add(
            reading=reading_id, choice=choice, valid_from=since, reason=reason, signer=signer
        )
    refresh(desk)


def _refuse_unsigned(reason: str, signer: str) -> None:
    if not reason.strip() or not signer.strip():
        raise Refused("没有写理由或签定人", advice="本办设定和口径要写明理由和签定人。")


def _suggested(setting: OfficeSetting) -> str:
    if setting.suggested is None or setting.unit is None:
        return ""
    return quantity_in(setting.unit, setting.suggested).text


def _article_line(pack: Pack, line: MapLine) -> ArticleLine:
    article = line.article
    return ArticleLine(
        article.id,
        article.clause,
        article.label,
        article.summary,
        article.stage,
        stage_title(article.stage, pack.tab_titles),
        HANDLING_LABELS[article.handling],
        article.reason,
        tuple(f"{each.kind} {each.title}" for each in line.implemented_by),
        is_built=not line.is_unbuilt,
        pack=(pack.id, pack.version),
        regulation=pack.title,
    )
