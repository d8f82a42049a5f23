"""Beginning a pack of the office's own, and taking a pack up."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.use_cases import own_packs
from desktop_app.use_cases.going_live.repinning import RepinOutlook
from desktop_app.use_cases.pack_shelf import PackLine
from ui.dossier.outlook_tree import OutlookTree, outlook_sentence
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import Form, TextField

NEW_HINT = (
    "复制一份空白规则包，用文本编辑器照里面的说明填写；写好后校验，没有错误才能启用。"
    "《怎样编写》和《自带台账》也放在文件夹里。"
)
TAKE_UP_HINT = (
    "启用后，新建的项目按它办理；已有的项目仍按原来的版本办，要改用新版本，在项目上另行办理。"
)


class NewPackDialog(ActDialog):
    """Asks for the id and the name, makes the folder and opens it."""

    help_topic = "packs"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "新建规则包", hint=NEW_HINT)
        self._title = TextField("办法的简称", placeholder="某县项目管理 2026")
        self._id = TextField(
            "规则包编号",
            hint="小写字母、数字和短横，字母开头；定了就不要改。",
            placeholder="mouxian-2026",
        )
        form = Form()
        form.add(self._title, self._id, required=True)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.add_cancel()
        self.add_act("新建", self._make)

    def _make(self) -> None:
        pack_id, title = self._id.value, self._title.value
        self.carry_out(
            lambda desk: own_packs.new_pack(desk, pack_id, title),
            lambda folder: f"已新建规则包：{folder}",
            after=lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )


class TakeUpDialog(ActDialog):
    """Asks on what ground a pack is taken up."""

    help_topic = "packs"

    def __init__(self, shell: Shell, line: PackLine) -> None:
        super().__init__(shell, f"启用“{line.title} {line.version}”", hint=TAKE_UP_HINT)
        self._line = line
        self._reason = TextField("依据", hint="如办法的文号和施行日期。")
        self.told = label("正在与在用的版本比较…", "muted", wrap=True)
        self.tree = OutlookTree(shell)
        form = Form()
        form.add(self._reason, required=True)
        self.body.addWidget(form)
        self.body.addWidget(self.told)
        self.body.addWidget(self.tree, 1)
        self.add_left(self.tree.print_button)
        self.add_cancel()
        self.add_act("启用", self._take_up)
        shell.run(
            lambda desk, _task: own_packs.version_outlook(desk, line.id),
            self._show,
            on_error=self._failed,
            owner=self,
        )

    def _show(self, seen: RepinOutlook) -> None:
        self.tree.show_outlook(seen, is_law_first=True)
        entries = sum(len(told.entries) for told in seen.differences)
        text = "工作区里没有它的旧版，没有可比的。"
        if seen.differences:
            text = f"与在用的版本有 {entries} 处不同。启用以后一个项目也不改；要改的话，"
            text += outlook_sentence(seen)
        self.told.setText(text)

    def _failed(self, _error: BaseException) -> bool:
        self.told.setText("没有比较成。")
        return False

    def _take_up(self) -> None:
        pack_id, reason = self._line.id, self._reason.value
        self.carry_out(
            lambda desk: own_packs.take_up(desk, pack_id, reason=reason),
            lambda pack: f"已启用：{pack.title} {pack.version}",
        )
