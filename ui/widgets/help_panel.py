"""F1: the help pages, found by the field in focus or by a word, pinyin too."""

import tomllib
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QWidget,
)
from typing_extensions import override

import resources
from ui.widgets.basics import column, name
from ui.widgets.dialog import Dialog

_FEATURES = (
    QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    | QTextDocument.MarkdownFeature.MarkdownNoHTML
)


@dataclass(frozen=True)
class HelpPage:
    """One help page of `resources/help/index.toml`."""

    id: str
    title: str
    file: str
    keywords: tuple[str, ...]

    @property
    def text(self) -> str:
        """The page in Markdown."""
        path = resources.resource("help", self.file)
        return path.read_text(encoding="utf-8") if path.is_file() else "# 没有这一页"

    def fits(self, words: str) -> bool:
        """Whether title, keywords or text contain the words."""
        return words in f"{self.title} {' '.join(self.keywords)} {self.text}".lower()


def help_pages() -> tuple[HelpPage, ...]:
    """Every help page, in the order of the index."""
    index = resources.resource("help", "index.toml")
    if not index.is_file():
        return ()
    entries = tomllib.loads(index.read_text(encoding="utf-8")).get("page", [])
    return tuple(
        HelpPage(e["id"], e["title"], e["file"], tuple(e.get("keywords", ()))) for e in entries
    )


class HelpDialog(Dialog):
    """A list of pages with a search field at the left, the page at the right."""

    def __init__(self, parent: QWidget, topic: str) -> None:
        super().__init__(parent, "帮助")
        self._pages = help_pages()
        self._search = QLineEdit()
        self._search.setPlaceholderText("查找帮助")
        self._search.setClearButtonEnabled(True)
        name(self._search, "查找帮助", "输入词语缩小下面的目录")
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name(self._list, "帮助目录", "上下方向键选择")
        self._text = QTextBrowser()
        self._text.setProperty("role", "reading")
        self._text.setOpenLinks(False)
        name(self._text, "帮助正文", "上下方向键滚动")
        left = QWidget()
        left.setLayout(column(self._search, self._list))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._text)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 560])
        self.body.addWidget(split, 1)
        self._search.textChanged.connect(self._fill)
        self._list.currentItemChanged.connect(lambda *_: self._show_current())
        self.add_action("关闭", self.accept)
        self._fill()
        self.open_topic(topic)

    @override
    def open_help(self) -> None:
        """It is open already."""

    def open_topic(self, topic: str) -> None:
        """Open the page with this id, else the first page."""
        ids = [page.id for page in self._pages]
        self._list.setCurrentRow(ids.index(topic) if topic in ids else 0)

    def _fill(self) -> None:
        words = self._search.text().strip().lower()
        self._list.clear()
        for page in self._pages:
            if not words or page.fits(words):
                item = QListWidgetItem(page.title)
                item.setData(Qt.ItemDataRole.UserRole, page.id)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _show_current(self) -> None:
        key = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        page = next((page for page in self._pages if page.id == key), None)
        self._text.document().setMarkdown(page.text if page else "没有找到。", _FEATURES)
        self._text.verticalScrollBar().setValue(0)


def reading_pane(markdown: str) -> QTextBrowser:
    """A page of shipped Markdown for reading."""
    made = QTextBrowser()
    made.setProperty("role", "reading")
    made.document().setMarkdown(markdown, _FEATURES)
    made.moveCursor(QTextCursor.MoveOperation.Start)
    name(made, "正文")
    return made
