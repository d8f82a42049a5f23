"""A clerk's hand that leads one project through its life in the real window, with every paper."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QComboBox

from tests.scenario.window_hand import Hand
from ui.dossier.record_dialog import RecordDialog
from ui.papers.dialog import PaperDialog
from ui.papers.viewer import PaperViewer
from ui.registers.entry_dialog import EntryDialog
from ui.widgets.fields import Field


class LifeHand(Hand):
    """Fills in registers, ticks materials, records steps, prints papers, as the days go by."""

    def __init__(self, window, clock, project_name):
        super().__init__(window)
        self.clock = clock
        self.name = project_name
        self.printed = []
        """Forms issued, in the order of issue."""
        self.done = []
        """Steps recorded, as the window names them."""

    def on(self, *day):
        """The day at the desk from here on."""
        self.clock.turn_to(date(*day))
        return self

    # -- where the hand is

    def project_page(self, stage):
        """The list of a stage with the project in view at the right."""
        with self.window.shell.desk.workspace.read() as view:
            project = view.projects.first(name=self.name)
        self.window.open_stage(stage, project.code)
        self.settle(lambda: self.window.page(stage) is not None)
        page = self.window.page(stage)
        page = getattr(page, "projects", page)
        self.settle(lambda: _shows(page, project.id))
        return page

    def pane(self, stage, register):
        """A register of a stage."""
        self.window.open_stage(stage)
        self.settle(lambda: self.window.page(stage) is not None)
        tab = self.window.page(stage)
        self.settle(lambda: register in tab.panes)
        tab.open_target(f"register:{register}")
        pane = tab.panes[register]
        self.settle(lambda: pane.list.page is not None)
        return pane

    # -- registers

    def row(self, stage, register, **cells):
        """Key in one row of a register about the project; gives its key."""
        pane = self.pane(stage, register)
        before = {each.id for each in pane.list.page.rows}
        pane.list.open_new()
        self._save_row(cells)
        self.settle(lambda: len(pane.list.page.rows) > len(before))
        return next(each.id for each in pane.list.page.rows if each.id not in before)

    def row_below(self, stage, register, above, child, **cells):
        """Key in one row that stands below another."""
        pane = self.pane(stage, register)
        pane.show_key(above)
        small = next(each for each in pane.children_lists if each.register == child)
        pane.file.setCurrentWidget(small)
        self.settle(lambda: small.page is not None)
        small.open_new()
        self._save_row(cells)

    def _save_row(self, cells):
        self.settle(lambda: isinstance(self.top, EntryDialog))
        dialog = self.top
        for owner in (dialog._owner, dialog._project):
            if owner.isVisible():
                _choose(owner.box, self.name)
        for name, text in cells.items():
            _fill(dialog._fields[name], text)
        self.settle()
        self.press("保存")
        assert self.top is not dialog, f"the row was not kept: {self.words()}"

    # -- steps of the project

    def record(self, stage, step, outcome, *, reason="", number="", **facts):
        """Print the paper of the step if it has one, then record what was signed."""
        page = self.project_page(stage)
        form = self._form(page.detail.shown.forms, step)
        page.acts.open_record(form, "")
        self._sign(outcome, reason, number, facts)
        self.done.append(form.title)
        return self

    def note(self, stage, step, **facts):
        """Note what was found before the result is signed, so that the paper says it."""
        page = self.project_page(stage)
        page.acts.open_record(self._form(page.detail.shown.forms, step), "")
        self.settle(lambda: isinstance(self.top, RecordDialog))
        for name, text in facts.items():
            _fill(self.top._facts[name], text)
        self.press("只记审查情况")

    def all_fields(self):
        """Every field on top."""
        return self.top.findChildren(Field)

    def pick(self, title, words):
        """Choose in a field by its words."""
        found = [each for each in self.all_fields() if title in each.title]
        assert found, f"no field “{title}” among {[each.title for each in self.all_fields()]}"
        _choose(found[0].box, words)
        self.settle()

    def tick_materials(self, stage, procedure):
        """Tick off every paper a procedure asks for, on the project."""
        page = self.project_page(stage)
        self._tick(page.detail.materials, procedure, lambda: page.detail.shown.page)

    def print(self, stage, form):
        """Issue one paper for the project."""
        self.project_page(stage).detail.print_asked.emit()
        self._issue(form)

    # -- steps of a row

    def record_row(self, stage, register, key, step, outcome, *, reason="", form="", tick=True):
        """Record a step on a row of a register, with its materials and its paper."""
        pane = self.pane(stage, register)
        pane.show_key(key)
        self.settle(lambda: pane.file.shown and pane.file.shown.dossier.subject.id == key)
        if tick:
            procedure = step.partition(".")[0]
            self._tick(pane.file.materials, procedure, lambda: pane.file.shown.dossier)
        if form:
            pane.file.open_print()
            self._issue(form)
        found = self._form(pane.file.forms, step)
        pane.file.open_record(found)
        self._sign(outcome, reason, "", {})
        self.done.append(found.title)

    # -- dialogs

    def _form(self, forms, step):
        found = [each for each in forms if each.reference == step]
        assert found, f"{step} cannot be recorded, but {[each.reference for each in forms]}"
        return found[0]

    def _sign(self, outcome, reason, number, facts):
        self.settle(lambda: isinstance(self.top, RecordDialog))
        dialog = self.top
        self.choose("结果", outcome)
        self.write("签批人", "某负责人")
        self.write("意见", "同意。")
        if number:
            self.write("文号", number)
        for name, text in facts.items():
            _fill(dialog._facts[name], text)
        if reason and dialog._reason.isVisible():
            self.write("继续办理的理由", reason)
        self.press("登记")
        assert self.top is not dialog, f"the step was not recorded: {self.words()}"

    def _issue(self, form):
        self.settle(lambda: isinstance(self.top, PaperDialog) and self.top.form)
        dialog = self.top
        _choose(dialog._choice.box, form, is_id=True)
        self.settle(dialog._issue.isEnabled)
        self.press("出具")
        self.settle(lambda: isinstance(self.top, PaperViewer))
        self.top.close()
        self.settle()
        self.printed.append(form)

    def _tick(self, pane, procedure, file):
        """Everything a procedure asks for has come in."""
        title, owed = _owed(file(), procedure)
        if owed:
            words = f"全部收到：{title}" if len(owed) > 1 else f"已收到{owed[0].title}"
            parts = pane.findChildren(QAbstractButton)
            found = [each for each in parts if each.accessibleName() == words]
            assert found, f"no “{words}” among {[each.accessibleName() for each in parts]}"
            found[0].click()
            self.settle(lambda: not _owed(file(), procedure)[1])


def _shows(page, project):
    """Whether the project is current in the list and shown at the right."""
    current, shown = page.grid.current_row, page.detail.shown
    return current and shown and current.id == shown.page.project.id == project


def _owed(file, procedure):
    """What a procedure is headed, and its materials that have not come in yet."""
    running = [(case.title, case) for case in file.cases if case.case.procedure == procedure]
    to_begin = [(f"可开始：{e.title}", e) for e in file.beginnings if e.procedure == procedure]
    title, part = (running or to_begin)[0]
    return title, [each for each in part.materials if not each.is_there]


def _choose(box: QComboBox, words: str, *, is_id: bool = False) -> None:
    places = range(box.count())
    found = [
        n for n in places
        if (box.itemData(n) == words if is_id else words in box.itemText(n))
    ]  # fmt: skip
    assert found, f"{words} is not offered, but {[box.itemText(n) for n in places]}"
    box.setCurrentIndex(found[0])


def _fill(field, text):
    """Type into a field, or choose what reads so."""
    box = getattr(field, "box", None)
    if box is not None:
        _choose(box, text)
    else:
        field.write(text)
