"""工作台: what must be done today; every number is a way to its list."""

from typing_extensions import override

from desktop_app.use_cases import home
from desktop_app.use_cases.home import DueLine, HomePage, MissingLine, TaskLine
from desktop_app.values.money import wan_text
from ui.shell import Shell
from ui.stage_page import StagePage
from ui.stages.home.day_list import DayList, Entry
from ui.stages.home.duty_outputs import DutyOutputs
from ui.stages.home.notice import SettlingNotice
from ui.stages.home.tile import Tile
from ui.widgets.basics import button, column, framed, label, row
from ui.widgets.reflow import Reflow
from ui.widgets.shortcuts import add_key
from ui.widgets.states import StateCover

POOL = "reserve_pool"
MOST_UNITS = 6


class HomeStage(StagePage):
    """Big numbers at the top; due, waiting and missing below."""

    help_topic = "home"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.due_tile = Tile("今日到期和逾期", self._focus_due)
        self.flag_tile = Tile("需处理", lambda: shell.go(POOL, "flagged"))
        self.missing_tile = Tile("未报单位", lambda: shell.go(POOL, "missing"))
        self.need_tile = Tile("待统筹需求", lambda: shell.go(POOL, "needs"))
        self.project_tile = Tile("在库和在办项目", lambda: shell.go(POOL, "all"))
        self.tiles = (
            self.due_tile,
            self.flag_tile,
            self.missing_tile,
            self.need_tile,
            self.project_tile,
        )
        self.due = self._list("到期事项")
        self.due.more_asked.connect(self._read_more)
        self.tasks = self._list("待办环节")
        self.missing = self._list("未报单位")
        self.notice = SettlingNotice(shell)
        self.outputs = DutyOutputs(shell)
        self.lapsed = button("", self._open_lapsed, "link")
        self.lapsed.hide()
        self._build()
        self.setFocusProxy(self.due)
        self.cover = StateCover(self)
        self.cover.show_loading()

    def _build(self) -> None:
        cards, shares = [], []
        for title, hint, each, share in (
            ("到期", "七天内到期、该提醒和已经逾期的", self.due, 5),
            ("待办", "各环节等着办理的事项", self.tasks, 4),
            ("未报", "下发后还没有报回的单位", self.missing, 4),
        ):
            out = (self.outputs,) if each is self.due else ()
            heading = row(label(title, "title"), label(hint, "muted"), None, *out)
            heading.addStrut(self.outputs.sizeHint().height())
            foot = (self.lapsed,) if each is self.due else ()
            card = column(heading, each, *foot, spacing=8)
            card.setStretch(1, 1)
            cards.append(framed(card))
            shares.append(share)
        layout = column(Reflow(self.tiles), self.notice, Reflow(cards, shares), spacing=12)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        for place, tile in enumerate(self.tiles):
            add_key(self, str(place + 1), tile.click)
            tile.setToolTip(f"按 {place + 1}")

    def _list(self, title: str) -> DayList:
        made = DayList(title)
        made.chosen.connect(self.shell.go)
        return made

    @override
    def reload(self) -> None:
        self.shell.run(
            lambda desk, _task: home.home_page(desk),
            self._show,
            on_error=self._failed,
            owner=self,
            key="home",
        )

    def _read_more(self, start: int) -> None:
        self.shell.run(
            lambda desk, _task: home.more_due(desk, start),
            lambda lines: self.due.add_entries([_due(line) for line in lines]),
            owner=self,
            key="more due",
        )

    def _failed(self, _error: BaseException) -> bool:
        self.cover.show_failure("工作台没有读出来", "请重试；仍不行请看系统页的自检。", self.reload)
        return False

    def _show(self, page: HomePage) -> None:
        self.cover.hide()
        self.notice.show_state(page)
        self.due_tile.show_number(str(page.due_today), "fail" if page.due_today else "none")
        self.flag_tile.show_number(str(page.flagged), "judge" if page.flagged else "none")
        missing = sum(len(line.units) for line in page.missing)
        self.missing_tile.show_number(str(missing), "warn" if missing else "none")
        self.need_tile.show_number(str(page.open_needs), "")
        self.project_tile.show_number(str(page.projects), "")
        self.project_tile.show_detail(f"{wan_text(page.amount_fen)} 万元")
        lines = [_due(line) for line in page.due]
        self.due.show_entries(lines, "七天内没有到期的事项。", page.due_count)
        self.lapsed.setText(f"另有 {page.lapsed} 项合同、服务过期三十天以上，一并登记…")
        self.lapsed.setVisible(page.lapsed > 0)
        tasks = [_task(line) for line in page.tasks]
        tasks = tasks or ([] if page.projects else self._first_steps())
        self.tasks.show_entries(tasks, "没有等着办理的事项。")
        missing_lines = [_missing(line) for line in page.missing]
        self.missing.show_entries(missing_lines, "没有等着报回的单位。")

    def _open_lapsed(self) -> None:
        """The contracts and services that ended long ago, to be recorded together."""
        from ui.stages.home.duties_dialog import LAPSED, DutiesDialog  # noqa: PLC0415 - late

        DutiesDialog(self.shell, LAPSED).show_sized(760, 700)

    def _first_steps(self) -> list[Entry]:
        """What to begin with while there is no project."""
        pool = self.shell.called(POOL)
        return [
            ("第一步　导入单位名录\n　基础数据 · 单位：导入工作簿", ("base_data", "")),
            (f"第二步　下发模板，或导入各单位报来的表\n　{pool}：下发模板、导入工作簿", (POOL, "")),
        ]

    def _focus_due(self) -> None:
        self.due.setFocus()

    @override
    def open_target(self, target: str) -> None:
        """Put the focus on the list of what is due."""
        self._focus_due()


def _due(line: DueLine) -> Entry:
    when = f"还有 {line.days_left} 天" if line.days_left > 0 else f"逾期 {-line.days_left} 天"
    when = "今天到期" if line.days_left == 0 else when
    sign = "×" if line.days_left < 0 else ("!" if line.days_left == 0 else "·")
    marks = "（本办期限）" if line.is_house else ""
    marks += "（暂按周末推算）" if line.is_estimated else ""
    basis = f"　{'、'.join(line.clauses)}" if line.clauses else ""
    text = f"{sign} {line.due}　{when}　{line.title}{marks}\n　{_named(line)}{basis}"
    return text, line.place


def _named(line: DueLine) -> str:
    """Code and name; what has no code of its own is told by its unit."""
    return f"{line.code} {line.name}" if line.code else f"{line.unit} {line.name}".strip()


def _task(line: TaskLine) -> Entry:
    where = line.stage_title
    amount = f"　申报合计 {wan_text(line.amount_fen)} 万元" if line.amount_fen else ""
    return f"{line.title}　{line.count} 项\n　{where}{amount}", line.place


def _missing(line: MissingLine) -> Entry:
    due = f"{line.due_on} 截止" if line.due_on else "没有期限"
    state = f"× 已过期，{due}" if line.is_overdue else due
    units = "、".join(line.units[:MOST_UNITS])
    more = f" 等 {len(line.units)} 个单位" if len(line.units) > MOST_UNITS else ""
    return f"{line.title}　{state}\n　{units}{more}", (POOL, "missing")


def build(shell: Shell) -> StagePage:
    """Make the page."""
    return HomeStage(shell)
