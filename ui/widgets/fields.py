"""Labelled form fields: caption with buddy, hint, complaint under the field, names for readers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop_app.values.money import Fen, fen_from_wan, wan_text
from desktop_app.values.text import fold
from ui.widgets.basics import label, name, repolish
from ui.widgets.composing import ComposingGuard
from ui.widgets.editors import DateEdit, LineEdit, TextArea

TEXT_ROWS = 4
LEAST_WIDTH = 110
"""Pixels below which a field stands under its caption instead of beside it."""


class Field(QWidget):
    """One value to fill in, with the place for a complaint under it."""

    changed = Signal()

    def __init__(self, title: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.title = title
        self.editor = editor
        self._complaint = label("", "fail", wrap=True)
        self._complaint.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(editor)
        if hint:
            layout.addWidget(label(hint, "small", wrap=True))
        layout.addWidget(self._complaint)
        name(editor, title, hint)
        editor.setToolTip(hint)
        self.setFocusProxy(editor)
        ComposingGuard(editor)

    @property
    def written(self) -> str:
        """What stands in the field, as text that `write` takes back."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Put back what `written` gave."""
        raise NotImplementedError

    def complain(self, text: str) -> None:
        """Say under the field what is wrong with it; empty takes the complaint away."""
        self._complaint.setText(text)
        self._complaint.setVisible(bool(text))
        self.editor.setProperty("invalid", "true" if text else "false")
        repolish(self.editor)
        if text:
            self.editor.setFocus()

    @property
    def complaint(self) -> str:
        """What is wrong with the field, empty when nothing is."""
        return self._complaint.text()


class TextField(Field):
    """One line of text."""

    def __init__(
        self, title: str, text: str = "", *, hint: str = "", placeholder: str = ""
    ) -> None:
        self.line = LineEdit(text)
        self.line.setPlaceholderText(placeholder)
        super().__init__(title, self.line, hint=hint)
        self.line.textChanged.connect(lambda _: self.changed.emit())

    @property
    @override
    def written(self) -> str:
        return self.line.text()

    @override
    def write(self, text: str) -> None:
        self.line.setText(text)

    @property
    def value(self) -> str:
        """The text without blanks at its ends."""
        return self.line.text().strip()


class LongTextField(Field):
    """Several lines of text, as high as its place for 0 rows; Tab leaves the field."""

    def __init__(
        self, title: str, text: str = "", *, hint: str = "", rows: int = TEXT_ROWS
    ) -> None:
        self.area = TextArea(text)
        self.area.setTabChangesFocus(True)
        if rows:
            height = self.area.fontMetrics().lineSpacing() * rows + 18
            self.area.setFixedHeight(height)
        super().__init__(title, self.area, hint=hint)
        self.area.textChanged.connect(self.changed)

    @property
    @override
    def written(self) -> str:
        return self.area.toPlainText()

    @override
    def write(self, text: str) -> None:
        self.area.setPlainText(text)

    @property
    def value(self) -> str:
        """The text without blanks at its ends."""
        return self.area.toPlainText().strip()


class DateField(Field):
    """A day, typed or picked from the calendar."""

    def __init__(self, title: str, on: date, *, hint: str = "") -> None:
        self.edit = DateEdit(QDate(on.year, on.month, on.day))
        self.edit.setDisplayFormat("yyyy-MM-dd")
        self.edit.setCalendarPopup(True)
        super().__init__(title, self.edit, hint=hint)
        self.edit.dateChanged.connect(lambda _: self.changed.emit())

    @property
    @override
    def written(self) -> str:
        return self.value.isoformat()

    @override
    def write(self, text: str) -> None:
        self.edit.setDate(QDate.fromString(text, "yyyy-MM-dd"))

    @property
    def value(self) -> date:
        """The day chosen."""
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())


class ChoiceField(Field):
    """One of several values; the value is the id, the words are shown."""

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        current: str = "",
        *,
        hint: str = "",
        is_editable: bool = False,
    ) -> None:
        self.box = QComboBox()
        if is_editable:
            self._make_searchable()
        self.offer(choices, current)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        super().__init__(title, self.box, hint=hint)
        chosen = self.box.currentTextChanged if is_editable else self.box.currentIndexChanged
        chosen.connect(lambda _: self.changed.emit())

    def offer(self, choices: Sequence[tuple[str, str]], current: str = "") -> None:
        """Put other choices in the place of those there."""
        self.box.clear()
        for key, words in choices:
            self.box.addItem(words, key)
        place = self.box.findData(current)
        self.box.setCurrentIndex(place if current else (0 if choices else -1))

    def _make_searchable(self) -> None:
        """Typing any part of the words offers the choices that contain it."""
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(completer)

    @property
    @override
    def written(self) -> str:
        return self.value or (self.box.currentText() if self.box.isEditable() else "")

    @override
    def write(self, text: str) -> None:
        place = self.box.findData(text)
        self.box.setCurrentIndex(place)
        if place < 0 and self.box.isEditable():
            self.box.setEditText(text)

    @property
    def value(self) -> str:
        """Id of the choice, empty for none or for typed words that are no choice."""
        if self.box.isEditable():
            return str(self.box.itemData(self.box.findText(self.box.currentText())) or "")
        return str(self.box.currentData() or "")


class ChoicesField(Field):
    """Any of several values, each with its box to tick; the value is the ids joined by 、."""

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], current: str = "", *, hint: str = ""
    ) -> None:
        self.boxes = {key: QCheckBox(words) for key, words in choices}
        ticked = current.split("、")
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 4, 0, 0)
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)
            box.toggled.connect(lambda _: self.changed.emit())
            name(box, box.text(), title)
            layout.addWidget(box)
        super().__init__(title, holder, hint=hint)

    @property
    @override
    def written(self) -> str:
        return self.value

    @override
    def write(self, text: str) -> None:
        ticked = text.split("、")
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)

    @property
    def value(self) -> str:
        """Ids of what is ticked, joined by 、."""
        return "、".join(key for key, box in self.boxes.items() if box.isChecked())


class MoneyField(TextField):
    """An amount typed in 万元, held as 分; empty means not given."""

    def __init__(self, title: str, amount: Fen | None = None, *, hint: str = "") -> None:
        text = "" if amount is None else wan_text(amount).replace(",", "")
        super().__init__(f"{title}（万元）", text, hint=hint, placeholder="0.00")
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def amount(self) -> Fen | None:
        """The amount in 分, None when empty; raises ValueError with the reason in Chinese."""
        bare = fold(self.value).replace(",", "").lstrip("¥").removesuffix("万元").strip()
        return fen_from_wan(bare) if bare else None


class Form(QWidget):
    """Captions at the left, fields at the right; each caption is the buddy of its field."""

    def __init__(self) -> None:
        super().__init__()
        self._captions: dict[Field, QLabel] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(10)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)

    def add(self, *fields: Field, required: bool = False) -> None:
        """Put fields under each other; a required one is marked with a star."""
        for field in fields:
            caption = label(f"{field.title} *" if required else field.title, "muted")
            caption.setBuddy(field.editor)
            field.setMinimumWidth(LEAST_WIDTH)
            caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            caption.setContentsMargins(0, 6, 0, 0)
            self._captions[field] = caption
            self._form.addRow(caption, field)

    def require(self, field: Field, *, required: bool) -> None:
        """Mark a field as required or take the star away."""
        self._captions[field].setText(f"{field.title} *" if required else field.title)

    def show_field(self, field: Field, *, shown: bool) -> None:
        """Show a field with its caption, or hide both."""
        self._form.setRowVisible(field, shown)
