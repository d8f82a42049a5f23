"""抽取专家: how many of which field; who must stay away is named before the lot is drawn."""

from desktop_app.use_cases.registers.expert_draw import (
    DrawOutlook,
    DrawRequest,
    draw_experts,
    draw_outlook,
)
from desktop_app.values.ids import EntryId
from ui.shell import Shell
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import ChoicesField, Form, TextField

HINT = "由程序随机抽取，不能挑选；抽签序号和全部候选人记入沿革，可以照样复核。"
USUAL = "5"


class DrawDialog(ActDialog):
    """The number of candidates follows the fields that are ticked."""

    def __init__(self, shell: Shell, review: EntryId, about: str, outlook: DrawOutlook) -> None:
        super().__init__(shell, "抽取专家", hint=f"{about}\n{HINT}")
        self._review = review
        self._members = TextField("成员人数", USUAL)
        self._reserves = TextField("备选人数", "2", hint="成员不能到会时依次替补")
        choices = [(field, field) for field in outlook.fields]
        self._fields = ChoicesField("专业", choices, hint="都不勾就是不限专业")
        self._words = label("", wrap=True)
        self._recused = label("", "muted", wrap=True)
        form = Form()
        form.add(self._members, self._reserves, required=True)
        form.add(self._fields)
        layout = self.make_scrolling()
        layout.addWidget(form)
        layout.addWidget(self._words)
        layout.addWidget(self._recused)
        layout.addStretch(1)
        self.add_cancel()
        self.add_act("抽取", self._draw)
        self._fields.changed.connect(self._look_again)
        self._show(outlook)

    @property
    def _chosen(self) -> tuple[str, ...]:
        return tuple(part for part in self._fields.value.split("、") if part)

    def _look_again(self) -> None:
        review, fields = self._review, self._chosen
        self._shell.run(
            lambda desk, _task: draw_outlook(desk, review, fields),
            self._show,
            owner=self,
            key="draw.outlook",
        )

    def _show(self, outlook: DrawOutlook) -> None:
        self._words.setText(f"可以抽取的 {outlook.free} 人，须回避的 {len(outlook.recused)} 人。")
        lines = [f"{each.expert.name}：{each.reason}" for each in outlook.recused]
        self._recused.setText("\n".join(lines))

    def _draw(self) -> None:
        counts = []
        for field in (self._members, self._reserves):
            is_count = field.value.isdecimal()
            field.complain("" if is_count else "请填写整数")
            counts.append(int(field.value) if is_count else -1)
        if min(counts) < 0:
            return
        review, request = self._review, DrawRequest(counts[0], counts[1], self._chosen)
        self.carry_out(
            lambda desk: draw_experts(desk, review, request),
            lambda lot: f"已抽取：{'、'.join(each.name for each in lot.members)}",
            "projects",
            "registers",
        )
