"""A paper before issue: choose the form, look at it, change a letter's wording, issue or save."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.draft import Draft as Typed
from desktop_app.domain.draft import DraftPlace
from desktop_app.domain.record import Paper, Subject
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.papers import issue
from desktop_app.use_cases.papers.fitting import fitting_forms
from desktop_app.use_cases.papers.issue import Draft, FormChoice
from desktop_app.use_cases.papers.sheets import Extra
from ui.background import Task
from ui.drafts.keeper import DraftKeeper
from ui.papers.previewing import days_from_today
from ui.papers.viewer import PaperViewer
from ui.shell import Shell
from ui.widgets.basics import button, label, set_role
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Field, LongTextField
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.saving import WORD, ask_where

DPI = 110
USUAL_DAYS = 15
FILL_IN = "请先登记，或在正文里直接写明后重新预览。"
Previewed = tuple[Draft, list[bytes]]
"""The paper and the pictures of its pages."""


class PaperDialog(Dialog):
    """Nothing is numbered or kept before 出具."""

    help_topic = "papers"

    def __init__(
        self,
        shell: Shell,
        subjects: Sequence[Subject],
        about: str,
        *,
        form: str = "",
    ) -> None:
        super().__init__(shell.window, "打印文书", hint=about)
        self._shell = shell
        self._subjects = tuple(subjects)
        self._about = about
        self._wanted = form
        self._draft: Draft | None = None
        self._body: tuple[str, ...] | None = None
        self._asking: frozenset[str] = frozenset()
        """The forms that name a day the act brings."""
        self._build()
        self._shell.run(
            lambda desk, _task: fitting_forms(desk, self._subjects), self._show_forms, owner=self
        )

    def _build(self) -> None:
        self.preview = PdfPreview(self._shell.background.turns)
        self._choice = ChoiceField("文书", [])
        self._choice.changed.connect(self._choose)
        self._due = DateField("期限", days_from_today(self._shell, USUAL_DAYS))
        self._due.changed.connect(self._change_due)
        self._due_title = label("期限", "muted")
        for each in (self._due, self._due_title):
            each.hide()
        self._missing = label("", "banner-fail", wrap=True)
        self._missing.hide()
        self._words_title = label("正文", "muted")
        self._words = LongTextField("正文", rows=0, hint="出具前可修改，一行一段")
        self._keeper: DraftKeeper | None = None
        self._worded = ""
        """The wording as the program put it; what was typed since is never replaced."""
        self._again = button("按修改后的正文重新预览(&P)", self._preview_again)
        split = QSplitter()
        split.addWidget(self._side())
        split.addWidget(self.preview)
        split.setSizes([330, 720])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
        self._docx = button("另存为 Word…", self._save_docx)
        self.add_left(self._docx)
        self.add_cancel("关闭")
        self._issue = self.add_action("出具", self._issue_paper)
        self._show_wording(is_letter=False)
        self._issue.setEnabled(False)

    def _side(self) -> QWidget:
        """What is chosen and worded, beside the pages."""
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 12, 0)
        above = (self._choice, self._due_title, self._due, self._missing, self._words_title)
        for each in above:
            layout.addWidget(each)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._again)
        layout.addStretch(0)
        return side

    @property
    def form(self) -> str:
        """Id of the form chosen."""
        return self._choice.value

    def _show_forms(self, forms: tuple[FormChoice, ...]) -> None:
        one = len(self._subjects) == 1
        fitting = [form for form in forms if one or form.is_batch or not form.is_letter]
        self._asking = frozenset(form.id for form in fitting if form.asks_due)
        box = self._choice.box
        box.blockSignals(True)  # noqa: FBT003 - Qt
        for each in fitting:
            box.addItem(each.title, each.id)
        box.setCurrentIndex(max(0, box.findData(self._wanted)))
        box.blockSignals(False)  # noqa: FBT003 - Qt
        if fitting:
            self._choose()
        else:
            self.preview.cover.show_empty(
                "现在没有可出的文书", "所选项目的办理环节还没有到，或要逐个选中后再出。"
            )

    @property
    def _extra(self) -> Extra | None:
        """What the act itself brings: the day asked for."""
        return Extra(due=self._due.value) if self.form in self._asking else None

    def _choose(self) -> None:
        self._body = None
        for each in (self._due, self._due_title):
            each.setVisible(self.form in self._asking)
        if self._keeper is not None:
            self._keeper.detach()
            self._keeper = None
        self._look()

    def _change_due(self) -> None:
        """Another day: the wording follows, unless the clerk has changed it."""
        if self._is_changed:
            self._preview_again()
        else:
            self._body = None
            self._look()

    def _preview_again(self) -> None:
        self._body = _paragraphs(self._words.value)
        self._look()

    def _look(self) -> None:
        self.preview.show_loading()
        self._issue.setEnabled(False)
        form, subjects, body, extra = self.form, self._subjects, self._body, self._extra

        def read(desk: Desk, task: Task[Previewed]) -> Previewed:
            draft = issue.preview_paper(desk, form, subjects, body=body, extra=extra)
            return draft, issue.page_pictures(draft.pdf, DPI, task.look)

        self._shell.run(
            read,
            lambda made: self._show(*made),
            on_error=self._failed,
            owner=self,
            key="paper",
        )

    def _failed(self, _error: BaseException) -> bool:
        self.preview.cover.show_empty("预览没有生成", "请按提示处理后重新选择文书。")
        return False

    def _show(self, draft: Draft, pages: list[bytes]) -> None:
        self._draft = draft
        self.preview.show_pages(pages)
        self._show_wording(is_letter=draft.form.is_letter)
        if draft.form.is_letter and (self._keeper is None or self._words.value == self._worded):
            self._words.area.setPlainText("\n".join(draft.body))
            self._worded = self._words.value
        if draft.form.is_letter and self._keeper is None:
            self._keep_wording(draft.form.title)
        hindrance = _hindrance(draft)
        told = hindrance or _reminder(draft)
        self._missing.setVisible(bool(told))
        self._missing.setText(told)
        set_role(self._missing, "banner-fail" if hindrance else "banner-warn")
        self._issue.setEnabled(not hindrance)

    def _keep_wording(self, title: str) -> None:
        """A changed wording outlives a crash; one taken up again is previewed as it was left."""
        more = {"form": self.form}
        place = DraftPlace("letter", f"函件正文：{title}", self._about, self._subjects, more)
        typed: dict[str, Field] = {"body": self._words}
        if self.form in self._asking:
            typed["due"] = self._due
        self._keeper = DraftKeeper(self._shell, self, place, typed, self._preview_again)

    def _show_wording(self, *, is_letter: bool) -> None:
        for each in (self._words_title, self._words, self._again, self._docx):
            each.setVisible(is_letter)

    @property
    def _is_changed(self) -> bool:
        """Whether the wording was changed since the preview in view."""
        draft = self._draft
        if draft is None or not draft.form.is_letter:
            return False
        return _paragraphs(self._words.value) != _paragraphs("\n".join(draft.body))

    def _issue_paper(self) -> None:
        if self._is_changed:
            self._preview_again()
            self._shell.say("正文改过，已重新预览；看过再出具")
            return
        self._issue.setEnabled(False)
        form, subjects, body, extra = self.form, self._subjects, self._body, self._extra
        self._shell.run(
            lambda desk, _task: _issue(desk, form, subjects, body, extra),
            self._issued,
            on_error=self._issue_failed,
            owner=self,
        )

    def _issue_failed(self, _error: BaseException) -> bool:
        self._issue.setEnabled(True)
        return False

    def _issued(self, papers: tuple[Paper, ...]) -> None:
        """One paper is shown; several go to the printer together."""
        self._shell.changed("papers")
        first = papers[0]
        self.accept()
        if len(papers) == 1:
            self._shell.say(f"已出具：{first.title} {first.number}")
            PaperViewer(self._shell, first).show_sized(980, 700)
            return
        from ui.papers.printer import ask_and_print  # noqa: PLC0415 - the printers are asked late

        self._shell.say(f"已出具 {len(papers)} 份：{first.number} 至 {papers[-1].number}")
        shell, window = self._shell, self._shell.window
        if window is not None:  # in a turn of its own: the list is read again meanwhile
            ask = partial(ask_and_print, shell, window, papers)
            shell.background.turns.run((ask,), window, "print")

    def _save_docx(self) -> None:
        path = ask_where(self, "另存为 Word", f"{self._choice.box.currentText()}.docx", WORD)
        if path is None:
            return
        form, subjects, body, extra = self.form, self._subjects, self._body, self._extra

        def write(desk: Desk) -> None:
            path.write_bytes(issue.letter_as_docx(desk, form, subjects, body=body, extra=extra))

        self._shell.run(
            lambda desk, _task: write(desk),
            lambda _: self._shell.say(f"已保存：{path.name}"),
            owner=self,
        )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _hindrance(draft: Draft) -> str:
    """What must be put right before the paper can be issued, '' if nothing."""
    told = []
    if draft.missing:
        told.append("这些字打印不出来：\n" + "\n".join(draft.missing))
    if draft.lacking:
        told.append(f"出具以前还缺：{'、'.join(draft.lacking)}。{FILL_IN}")
    return "\n".join(told)


def _reminder(draft: Draft) -> str:
    """That the same paper is there already, '' if none is; it may be issued again all the same."""
    if draft.earlier is None:
        return ""
    return f"{draft.earlier.told}。再要一份请在文书清单里打印副本，编号不变。"


def _issue(
    desk: Desk,
    form: str,
    subjects: tuple[Subject, ...],
    body: tuple[str, ...] | None,
    extra: Extra | None,
) -> tuple[Paper, ...]:
    """A letter for one is issued with its wording; else one paper per subject, or one for all."""
    if body is not None or len(subjects) == 1:
        return (issue.issue_paper(desk, form, subjects, body=body, extra=extra),)
    return issue.issue_papers(desk, form, subjects, extra=extra)


def reopen(shell: Shell, draft: Typed) -> None:
    """Open the dialog again for the same letter."""
    place = draft.place
    PaperDialog(shell, place.subjects, place.about, form=place.more["form"]).show_sized(1120, 690)
