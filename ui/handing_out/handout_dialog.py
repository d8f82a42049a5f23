"""下发: which round, which units, until when, and into which folder the workbooks go."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QProgressBar

from desktop_app.use_cases import handouts, rounds, templates
from desktop_app.use_cases.handouts import Addressee, HandOut
from desktop_app.use_cases.rounds import RoundPage
from desktop_app.values.ids import EntryId
from desktop_app.values.stages import STAGE_TITLES
from ui.background import Progress
from ui.shell import Shell
from ui.widgets.basics import button, label, name
from ui.widgets.dialog import Dialog
from ui.widgets.fields import ChoiceField, DateField, Form, TextField
from ui.widgets.saving import WORKBOOK, ask_folder, ask_where
from ui.widgets.tick_list import CARRIED, TickList

USUAL_DAYS = 30
NO_UNITS = "还没有单位。请先在“基础数据 · 单位”导入单位名录，再下发模板。"


class HandoutDialog(Dialog):
    """Units or offices the round is meant for are checked beforehand.

    Sheets of every stage are offered, those of `stage` first; `sheet` is chosen beforehand.
    """

    help_topic = "rounds"

    def __init__(self, shell: Shell, stage: str = "", sheet: str = "") -> None:
        hint = "每个单位一个工作簿，已知内容预先填好；下发情况登记在册，可随时催报。"
        super().__init__(shell.window, "下发模板", hint=hint)
        self._shell = shell
        self._stage = stage
        self._sheet = sheet
        self._kinds: dict[str, HandOut] = {}
        today = shell.surroundings.clock().date()
        self._kind = ChoiceField("下发内容", [])
        self._about = ChoiceField("针对", [])
        self._title = TextField("名称")
        self._due = DateField("报送期限", today + timedelta(days=USUAL_DAYS))
        self._year = today.year
        self._build()
        shell.run(
            lambda desk, _task: handouts.hand_outs(desk),
            self._show,
            owner=self,
        )

    def _build(self) -> None:
        self._form = Form()
        self._form.add(self._kind, self._title, self._due, required=True)
        self._form.add(self._about)
        self._form.show_field(self._about, shown=False)
        self._bar = QProgressBar()
        self._bar.setAccessibleName("下发进度")
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.body.addWidget(self._form)
        self._build_list()
        self.body.addWidget(self._bar)
        self.add_left(button("另存空白模板…", self._save_blank))
        self.add_cancel()
        self._action = self.add_action("选择文件夹并下发…", self._hand_out)
        self._kind.changed.connect(self._choose_kind)
        self._search.textChanged.connect(self._narrow)
        self._list.itemChanged.connect(lambda _: self._show_count())

    def _build_list(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText("查找单位，可用拼音首字母")
        self._search.setClearButtonEnabled(True)
        name(self._search, "查找单位", "缩小下面的单位名单")
        self._list = TickList("单位")
        self._count = label("", "muted")
        self._none = label(NO_UNITS, "banner-warn", wrap=True)
        self._none.hide()
        self.body.addWidget(self._search)
        links = self._list.all_or_none()
        links.addWidget(self._count)
        self.body.addLayout(links)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list, 1)

    def _show(self, kinds: Sequence[HandOut]) -> None:
        order = list(STAGE_TITLES)
        ordered = sorted(kinds, key=lambda e: (e.stage != self._stage, order.index(e.stage)))
        self._kinds = {each.id: each for each in ordered}
        wanted = next((each.id for each in ordered if each.sheet == self._sheet), "")
        self._kind.offer([(each.id, each.words) for each in ordered], wanted)
        self._choose_kind()

    def _choose_kind(self) -> None:
        kind = self._kinds.get(self._kind.value)
        if kind is None:
            return
        self._title.line.setText(f"{self._year}年{kind.title}")
        self._shell.run(
            lambda desk, _task: (
                handouts.addressees(desk, kind.id),
                handouts.rows_above(desk, kind.id),
            ),
            lambda made: self._propose(*made),
            owner=self,
            key="handout.units",
        )

    def _propose(self, known: Sequence[Addressee], above: Sequence[tuple[EntryId, str]]) -> None:
        self._about.offer([(str(key), words) for key, words in above])
        self._form.show_field(self._about, shown=bool(above))
        self._list.offer((each.name, each, each.is_meant) for each in known)
        self._none.setHidden(bool(known))
        self._action.setEnabled(bool(known))
        self._narrow()
        self._show_count()

    def _narrow(self) -> None:
        words = self._search.text().strip().lower()
        for item in self._list.items_in_order:
            each = item.data(CARRIED)
            more = f"{each.unit.short_name}{each.unit.pinyin}" if each.unit else ""
            item.setHidden(words not in f"{each.name}{more}".lower())

    def _chosen(self) -> list[Addressee]:
        return [item.data(CARRIED) for item in self._list.ticked]

    def _show_count(self) -> None:
        self._count.setText(f"已选 {len(self._chosen())} 个单位")

    def _hand_out(self) -> None:
        folder = ask_folder(self, "工作簿存放到")
        if folder is None:
            return
        kind, title, chosen, due = (
            self._kind.value,
            self._title.value,
            self._chosen(),
            self._due.value,
        )
        under = EntryId(int(self._about.value)) if self._about.value else None
        self._action.setEnabled(False)
        self._bar.show()
        self._shell.run(
            lambda desk, task: rounds.hand_out(
                desk,
                kind=kind,
                title=title,
                units=[each.unit.id for each in chosen if each.unit],
                offices=[each.office for each in chosen if each.office],
                under=under,
                folder=folder,
                due_on=due,
                progress=task.progress,
            ),
            lambda page: self._done(page, folder),
            on_error=self._failed,
            on_progress=self._show_progress,
            owner=self,
        )

    def _save_blank(self) -> None:
        kind = self._kinds.get(self._kind.value)
        path = ask_where(self, "保存模板", f"{kind.title}.xlsx", WORKBOOK) if kind else None
        if kind is not None and path is not None:
            self._shell.run(
                lambda desk, _task: templates.write_unit_template(desk, kind.sheet, path),
                lambda made: self._shell.say(f"模板已保存：{made.name}"),
                owner=self,
            )

    def _show_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def _failed(self, _error: BaseException) -> bool:
        self._bar.hide()
        self._action.setEnabled(True)
        return False

    def _done(self, page: RoundPage, folder: Path) -> None:
        self._shell.changed("rounds")
        self._shell.say(f"已生成 {len(page.recipients)} 个工作簿，放在 {folder.name}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self.accept()
