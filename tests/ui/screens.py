"""Every screen of the window by name: the panes of the tabs, and every dialog with its opener."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import IncomingPaper, Paper, Subject
from desktop_app.errors import Refused
from desktop_app.rules.facts import FactSpec
from desktop_app.use_cases.annual_plan.editions import start_plan
from desktop_app.use_cases.annual_plan.review import Reminder
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.official_texts import OfficialText
from desktop_app.use_cases.own_facts import OwnFact
from desktop_app.use_cases.pack_shelf import PackLine
from desktop_app.use_cases.papers.incoming import IncomingEntry, record_incoming
from desktop_app.use_cases.papers.incoming_book import incoming_book
from desktop_app.use_cases.papers.issue import issue_paper
from desktop_app.use_cases.papers.register import issued_papers
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.registers.expert_draw import DrawOutlook
from desktop_app.use_cases.reserve_pool.classifying import Classified
from desktop_app.values.ids import EntryId
from desktop_app.values.money import Fen
from resources import resource
from tests.scenario import voucher_lists
from tests.ui.conftest import Stand, _clock
from ui.dossier.facts_dialog import FactsDialog
from ui.dossier.reviewer_dialog import ReviewerDialog
from ui.drafts.drafts_dialog import DraftsDialog
from ui.drafts.leave_dialog import LeaveDialog
from ui.error_dialog import BugReport, Question, ask, show_bug, show_error
from ui.first_run import NewWorkspaceDialog, show_recovery_key
from ui.importing.wizard import MATCH, PREVIEW
from ui.papers.dispatch_dialog import DispatchDialog
from ui.papers.kit_dialog import KitDialog
from ui.papers.list_dialog import ListDialog
from ui.papers.viewer import PaperViewer
from ui.registers.draw_dialog import DrawDialog
from ui.registers.personal_forms import RevealedDialog, open_export, open_reveal
from ui.rescue import RescueDialog
from ui.stages.annual_plan.reminders_dialog import RemindersDialog
from ui.stages.home.duties_dialog import DutiesDialog
from ui.stages.home.duty_letters import DutyLettersDialog
from ui.stages.regulations.pack_dialogs import NewPackDialog, TakeUpDialog
from ui.stages.regulations.text_dialog import TextDialog
from ui.stages.reserve_pool.classify_dialog import LeftToDoDialog
from ui.stages.reserve_pool.page import PoolPage
from ui.stages.vouchers.import_dialog import ListDialog as VoucherListDialog
from ui.stages.vouchers.result_dialog import ResultDialog
from ui.table.column_menu import choose_columns
from ui.widgets.dialog import Dialog

Result = TypeVar("Result")
BOOKS = resource("samples", "workbooks")
LATER_PANES = dict.fromkeys(
    ("approval", "construction", "acceptance", "evaluation", "oversight"), 2
)
"""The list of projects and the first register: the other registers are panes of the same kind."""
STAGE_PANES = {
    "home": 0,
    "reserve_pool": 0,
    "annual_plan": 4,
    **LATER_PANES,
    "vouchers": 2,
    "regulations": 5,
    "base_data": 4,
    "system": 6,
}
PAGES = [(stage, pane) for stage, panes in STAGE_PANES.items() for pane in range(max(1, panes))]
LONG = "这是一段很长的说明，用来看窗口放不放得下：" * 6


def show_pane(stand: Stand, stage: str, pane: int) -> QWidget:
    """Bring one pane of a tab into view; gives the page."""
    page = stand.open_stage(stage)
    tabs = getattr(page, "tabs", None)
    if isinstance(tabs, QTabWidget):
        tabs.setCurrentIndex(pane)
    stand.settle()
    return page


def _on_worker(stand: Stand, work: Callable[[Desk], Result]) -> Result:
    """What the use case gives, run as the window runs it."""
    done: list[Result] = []
    shell = stand.window.shell
    shell.background.run(lambda _task: work(shell.desk), done.append)
    stand.settle(lambda: bool(done))
    return done[0]


def _take_in(stand: Stand, *books: str) -> None:
    def take(desk: Desk) -> None:
        for book in books:
            apply_import(desk, preview_import(desk, [BOOKS / book]))

    _on_worker(stand, take)


def _pool(stand: Stand):
    return stand.open_stage("reserve_pool")


def press(root: QWidget, text: str) -> None:
    """Press the first button that begins with these words."""
    buttons = [b for b in root.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    next(b for b in buttons if b.text().startswith(text)).click()


def issued_from(stand: Stand, open_paper: Callable[[], object]) -> Paper:
    """The paper a page opens, issued; its viewer closed again."""
    before = len(_on_worker(stand, issued_papers))
    open_paper()
    stand.settle(lambda: stand.dialog() is not None and stand.dialog()._draft is not None)
    press(stand.dialog(), "出具")
    stand.settle(lambda: len(_on_worker(stand, issued_papers)) > before)
    stand.close_dialogs()
    return _on_worker(stand, issued_papers)[-1]


def _import_to(step: int, books: list[str]) -> Callable[[Stand], None]:
    def open_wizard(stand: Stand) -> None:
        wizard = _pool(stand).open_import()
        wizard.read([BOOKS / book for book in books])
        stand.settle(lambda: wizard.step >= PREVIEW)
        if step == MATCH:
            wizard._go_back()

    return open_wizard


def _received(stand: Stand) -> tuple[PoolPage, IncomingPaper]:
    """The page with a project in view that a paper was received about, and the paper."""
    page = _pool(stand)
    entry = IncomingEntry("青数〔2026〕7号", LONG[:60], "池州市数据资源管理局", date(2026, 7, 15))
    subjects = page.acts.subjects()

    def record(desk: Desk) -> IncomingPaper:
        known = [line.paper for line in incoming_book(desk)]
        scan = desk.workspace.folder.with_name("复函.pdf")
        shutil.copy(resource("help", "pictures", "home.png"), scan)
        return known[0] if known else record_incoming(desk, entry, subjects, scan)

    paper = _on_worker(stand, record)
    stand.window.shell.changed("incoming")
    stand.settle()
    return page, paper


def _show_received(stand: Stand) -> QWidget:
    page, paper = _received(stand)
    page.acts.show_received(paper)
    return stand.dialog()


def _needs(stand: Stand) -> None:
    _take_in(stand, "朱备镇需求.xlsx")
    _pool(stand).more.open_needs()


def _need(stand: Stand) -> None:
    _needs(stand)
    stand.dialog()._record_first()


def _similar(stand: Stand):
    """The page with a project in view that is alike to others."""
    _take_in(stand, "县城管局第一次.xlsx", "县城管局补报.xlsx")
    stand.window.shell.changed()
    page = _pool(stand)
    alike = next(r for r in page.grid.model.all_rows if r.name == "智慧城管指挥平台（一期）")
    page.grid.select_key(alike.id)
    stand.settle(lambda: bool(page.detail.shown.page.similar))
    return page


def _decide(stand: Stand) -> None:
    page = _similar(stand)
    page.acts.open_decide(page.detail.shown.page.similar[0])


def _return(stand: Stand) -> None:
    page = _pool(stand)
    page.acts.open_record(page.detail.shown.forms[0], "returned")


def _viewer(stand: Stand) -> None:
    subjects = _pool(stand).acts.subjects()[:1]
    paper = _on_worker(stand, lambda desk: issue_paper(desk, "pool_application", subjects))
    PaperViewer(stand.window.shell, paper).show_sized(980, 700)


def _in_viewer(words: str) -> Callable[[Stand], None]:
    def open_question(stand: Stand) -> None:
        _viewer(stand)
        press(stand.dialog(), words)

    return open_question


def _reviewer(stand: Stand) -> None:
    subject = _pool(stand).acts.subjects()[0]
    dialog = ReviewerDialog(stand.window.shell, subject, "pool_entry.prereview", lambda _: None)
    dialog.show_sized(480, 260)


def _facts(stand: Stand) -> None:
    page = _pool(stand)
    facts = [
        OwnFact(FactSpec("a", "bool", "应急项目", hint="县政府会议认定的填是"), None, ""),
        OwnFact(FactSpec("b", "integer", "弄虚作假次数", unit="次"), 2, "2次"),
        OwnFact(FactSpec("c", "choices", "来源", choices=(("x", "县级"), ("y", "市级"))), None, ""),
    ]
    dialog = FactsDialog(stand.window.shell, page.acts.subjects()[0], "QY2026-001", facts)
    dialog.show_sized(520, 480)


def _drafts(stand: Stand) -> None:
    book = stand.window.shell.drafts
    place = DraftPlace("note", "备注和催办", "QY2026-001　甲平台", ())
    book.keep(Draft(place, {"text": LONG}, _clock(), "经办甲"))
    DraftsDialog(stand.window.shell).show_sized(640, 520)


def _left_to_do(stand: Stand) -> None:
    project = _pool(stand).detail.shown.page.project
    done = Classified(project, project.name, (), (LONG, "预审〔2026〕1号"), ("QY2026-002",))
    LeftToDoDialog(stand.window.shell, done).show_sized(620, 480)


def _list(stand: Stand) -> None:
    page = _pool(stand)
    ListDialog(stand.window.shell, page.output.shown()).show_sized(1120, 690)


def _units(stand: Stand):
    return stand.open_stage("base_data").panes[0]


def _unit_turn(act: str) -> Callable[[Stand], None]:
    """What opens a dialog on the unit under the cursor."""

    def open_dialog(stand: Stand) -> None:
        pane = _units(stand)
        stand.settle(lambda: pane.grid.current_row is not None)
        getattr(pane, act)()

    return open_dialog


def _office(stand: Stand) -> None:
    page = stand.open_stage("base_data")
    page.tabs.setCurrentWidget(page.offices)
    stand.settle(lambda: page.offices.grid.current_row is not None)
    page.offices.open_rename()


def _project_turn(act: str) -> Callable[[Stand], None]:
    """What opens a dialog on the project in view."""

    def open_dialog(stand: Stand) -> None:
        page = _pool(stand)
        stand.settle(lambda: page.detail.shown is not None)
        getattr(page.acts, act)()

    return open_dialog


def _first_button(stage: str, pane: str, words: str) -> Callable[[Stand], None]:
    def open_dialog(stand: Stand) -> None:
        page = stand.open_stage(stage)
        part = getattr(page, pane)
        page.tabs.setCurrentWidget(part)
        stand.settle()
        press(part, words)

    return open_dialog


def _error(stand: Stand) -> None:
    error = Refused(LONG, advice=LONG, record="QY2026-014", clauses=("二(二)6",))
    show_error(stand.window, error)


def _entry(stand: Stand) -> None:
    page = stand.open_stage("construction")
    stand.settle(lambda: "change" in page.panes)
    pane = page.panes["change"]
    page.tabs.setCurrentWidget(pane)
    stand.settle(lambda: pane.list.page is not None)
    pane.list.open_new()


def _plan(stand: Stand):
    """The tab of the plans with a plan in view."""
    page = stand.open_stage("annual_plan")
    stand.settle(lambda: page.plan is not None)
    page.tabs.setCurrentWidget(page.plan)
    stand.settle()
    if page.plan.book is None:
        _on_worker(stand, lambda desk: start_plan(desk, 2027, ceiling_fen=Fen(100_000_000)))
        stand.window.shell.changed()
    stand.settle(lambda: page.plan.book is not None)
    return page.plan


def _reminders(stand: Stand) -> None:
    plan = _plan(stand).book.plan
    owed = Reminder("finance", "县财政局", (), LONG)
    RemindersDialog(stand.window.shell, plan, "plan_opinion", (owed,)).show_sized(760, 600)


def _duty(stand: Stand) -> None:
    page = _pool(stand)
    stand.settle(lambda: page.detail.shown is not None)
    page.acts.open_duty(page.detail.shown.page.duties[0])


def _kit(stand: Stand) -> None:
    cells = {"title": LONG, "kind": "其他", "held_on": "2026-11-25"}

    def called(desk: Desk) -> EntryId:
        with desk.workspace.read() as view:
            known = view.registers.of_register("meeting")
        return known[0].id if known else save_entry(desk, EntryDraft("meeting", cells))

    meeting = _on_worker(stand, called)
    KitDialog(stand.window.shell, meeting, "会议").show_sized(1120, 690)


def _dispatch(stand: Stand) -> None:
    def letter(desk: Desk) -> Paper:
        with desk.workspace.read() as view:
            unit = Subject("unit", view.units.all()[0].id)
        return issue_paper(desk, "reminder_letter", [unit])

    DispatchDialog(stand.window.shell, _on_worker(stand, letter)).show_sized(1120, 690)


PACK = PackLine("tunxi-2023", "屯溪项目管理 2023", "1.0.0", "", "屯溪区", None, None)
DIALOGS: dict[str, Callable[[Stand], object]] = {
    "下发": lambda stand: _pool(stand).open_handout(),
    "催报": lambda stand: _pool(stand).open_rounds(),
    "导入": lambda stand: _pool(stand).open_import(),
    "导入对应": _import_to(MATCH, ["县农业农村局.xlsx"]),
    "导入预览": _import_to(PREVIEW, ["县农业农村局.xlsx", "县水利局.xlsx"]),
    "打印": lambda stand: _pool(stand).acts.open_print(),
    "打印列表": _list,
    "新建": lambda stand: _pool(stand).more.open_new(),
    "修改": lambda stand: _pool(stand).more.open_change(),
    "合并": lambda stand: _pool(stand).more.open_merge(),
    "需求": _needs,
    "登记需求": _need,
    "涉密": lambda stand: _pool(stand).more.ask_classified(),
    "涉密之后": _left_to_do,
    "备注": lambda stand: _pool(stand).acts.open_note(),
    "收文": lambda stand: _pool(stand).acts.open_incoming(),
    "收文登记簿": lambda stand: _received(stand)[0].acts.open_incoming_book(),
    "收文查看": _show_received,
    "修改收文": lambda stand: press(_show_received(stand), "修改"),
    "登记": lambda stand: _pool(stand).detail.actions_offered["record"].click(),
    "退回": _return,
    "台账条目": _entry,
    "抽取专家": lambda stand: DrawDialog(
        stand.window.shell, EntryId(1), "评审　可行性论证", DrawOutlook(("安全", "软件"), 12, ())
    ).show_sized(560, 600),
    "全貌": lambda stand: _pool(stand).acts.open_life(),
    "到期事项": _duty,
    "重新报送": lambda stand: _pool(stand).acts.open_resubmit(),
    "加记": _reviewer,
    "事项": _facts,
    "相似判断": _decide,
    "文书": _viewer,
    "成套文书": _kit,
    "发文稿纸": _dispatch,
    "督办单": lambda stand: DutyLettersDialog(stand.window.shell).show_sized(1120, 690),
    "到期事项一并登记": lambda stand: DutiesDialog(stand.window.shell).show_sized(760, 690),
    "登记文号": _in_viewer("登记文号"),
    "作废": _in_viewer("作废"),
    "单位": lambda stand: _units(stand)._edit(_units(stand).grid.current_row),
    "修订": _first_button("regulations", "values", "修订"),
    "导入清单": lambda stand: VoucherListDialog(
        stand.window.shell, voucher_lists.campaign()
    ).show_sized(860, 640),
    "查看个人信息": lambda stand: open_reveal(stand.window.shell, EntryId(1), "商户　蓉城汽车"),
    "导出全部": lambda stand: open_export(stand.window.shell, "merchant", "商户申报表"),
    "个人信息": lambda stand: RevealedDialog(
        stand.window, "商户　蓉城汽车", (("法定代表人", "王某某"), ("收款账户", "6228480000000004"))
    ).show_sized(460, 360),
    "导入审计结果": lambda stand: ResultDialog(
        stand.window.shell, voucher_lists.campaign()
    ).show_sized(860, 620),
    "单位更名": _unit_turn("open_rename"),
    "单位并入": _unit_turn("open_merger"),
    "机关更名": _office,
    "移交": _project_turn("open_handover"),
    "拆分": _project_turn("open_split"),
    "改用版本": _project_turn("open_repin"),
    "原文": lambda stand: TextDialog(
        stand.window, OfficialText("方案.txt", ("一、总体要求", LONG), "某县方案", None), "一"
    ).show_sized(860, 640),
    "本办设定": _first_button("regulations", "settings", "设定"),
    "试算": _first_button("regulations", "values", "试算"),
    "规则包对照": lambda stand: stand.open_stage("regulations").packs.open_compare(),
    "新建规则包": lambda stand: NewPackDialog(stand.window.shell).show_sized(520, 340),
    "启用规则包": lambda stand: TakeUpDialog(stand.window.shell, PACK).show_sized(980, 640),
    "条文口径": _first_button("regulations", "readings", "签定"),
    "新建计划": lambda stand: _plan(stand).open_new(),
    "列入计划": lambda stand: _plan(stand).items.open_candidates(),
    "催办意见": _reminders,
    "草稿": _drafts,
    "没保存": lambda stand: LeaveDialog(stand.window, bool, bool).show_sized(440, 210),
    "选择列": lambda stand: choose_columns(_pool(stand).grid),
    "保存视图": lambda stand: _pool(stand).grid.views._ask_name(),
    "帮助": lambda stand: stand.window.shell.show_help("start"),
    "出错": _error,
    "程序出错": lambda stand: show_bug(stand.window, BugReport("20261122-080000", LONG)),
    "提问": lambda stand: ask(stand.window, Question("撤销操作", LONG, "撤销", "不撤销"), bool),
    "新建工作区": lambda stand: NewWorkspaceDialog(stand.window.shell, stand.window).show_sized(
        600, 480
    ),
    "打不开": lambda stand: RescueDialog(stand.window.shell, stand.window).show_sized(600, 440),
    "恢复密钥": lambda stand: show_recovery_key(stand.window.shell, "1234-" * 11 + "1234"),
}
"""What opens each dialog, from a window on the filled workspace."""


def open_dialog(stand: Stand, name: str) -> Dialog:
    """Open a dialog by name and give it once its data are there."""
    DIALOGS[name](stand)
    dialog = stand.dialog()
    stand.settle()
    return dialog


def visible(root: QWidget) -> Iterator[QWidget]:
    """Every widget to be seen."""
    yield from (w for w in root.findChildren(QWidget) if w.isVisible())


def cut(widget: QWidget) -> bool:
    """Whether a widget has less room than its text or its frame needs."""
    wanted = widget.minimumSizeHint()
    if isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return widget.height() < widget.fontMetrics().height()
    if isinstance(widget, QLineEdit | QComboBox | QAbstractSpinBox):
        return widget.height() + 1 < wanted.height()
    if not isinstance(widget, QLabel | QPushButton | QCheckBox) or not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    is_narrow = widget.width() + 1 < wanted.width() and not widget.property("elides")
    return is_narrow or widget.height() + 1 < wanted.height()


def lost(widget: QWidget, screen: QWidget) -> bool:
    """Whether a button or text lies outside its window with no way to scroll there."""
    if not isinstance(widget, QLabel | QPushButton | QCheckBox) or not widget.isVisible():
        return False
    above = widget.parentWidget()
    while above is not None and above is not screen:
        if isinstance(above, QAbstractScrollArea):
            return False
        above = above.parentWidget()
    corner = widget.mapTo(screen, widget.rect().bottomRight())
    start = widget.mapTo(screen, widget.rect().topLeft())
    room = screen.rect()
    return not (room.contains(corner) and room.contains(start))


def faults(screen: QWidget) -> list[str]:
    """What is cut or out of reach on one screen, in words."""
    found = [f"cut: {words(w)}" for w in visible(screen) if cut(w)]
    found += [f"lost: {words(w)}" for w in visible(screen) if lost(w, screen)]
    return found


def words(widget: QWidget) -> str:
    """What a widget is, for a message."""
    text = widget.text() if isinstance(widget, QLabel | QPushButton | QCheckBox) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName()}"
