"""Keying an application in, or changing one; the same checks as an import run afterwards."""

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.project import FundingLine, Project
from desktop_app.domain.record import Subject
from desktop_app.domain.unit_family import superiors
from desktop_app.use_cases.reserve_pool import editing
from desktop_app.use_cases.reserve_pool.editing import Application
from desktop_app.use_cases.reserve_pool.views import ProjectPage
from desktop_app.use_cases.standing.step_facts import fact_value
from desktop_app.values.ids import ProjectId, UnitId
from desktop_app.values.money import Fen
from ui.dossier.fact_fields import fact_field, given_facts
from ui.dossier.step_forms import read_project
from ui.drafts.keeper import DraftKeeper
from ui.shell import Shell
from ui.stages.reserve_pool import work
from ui.stages.reserve_pool.work import Choices
from ui.widgets.act_dialog import ActDialog
from ui.widgets.basics import label
from ui.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    Form,
    LongTextField,
    MoneyField,
    TextField,
)

CHOOSE = "（请选择申报单位）"
DIRECT = "本单位直接报送"
GONE = "原报送单位（已撤销）"


class ApplicationDialog(ActDialog):
    """The fields of one application; None keys a new one in."""

    help_topic = "subordinate"

    def __init__(self, shell: Shell, page: ProjectPage | None) -> None:
        title = "新建申报" if page is None else "修改申报内容"
        hint = page.project.code if page else "单位报来纸质表时使用；电子表请用导入。"
        super().__init__(shell, title, hint=hint)
        self._project: Project | None = page.project if page else None
        self._layout = self.make_scrolling()
        self._extra: dict[str, Field] = {}
        self._money: dict[str, MoneyField] = {}
        self.add_cancel()
        self.add_act("保存", self._save)
        self._action.setEnabled(False)
        shell.run(lambda desk, _task: work.read_choices(desk), self._show, owner=self)

    def _show(self, choices: Choices) -> None:
        old = self._project
        today = self._shell.surroundings.clock().date()
        self._units = {unit.id: unit for unit in choices.units}
        units = [(str(unit.id), unit.name) for unit in choices.units]
        if old is None:  # nobody's application is keyed in for the first unit of the list
            units.insert(0, ("", CHOOSE))
        self._name = TextField("项目名称", old.name if old else "")
        self._unit = ChoiceField(
            "申报单位", units, str(old.unit_id) if old else "", is_editable=True
        )
        self._sender = ChoiceField(
            "报送单位", (), hint="下属单位的项目由主管部门审核后统一报送；按实际报来的单位选。"
        )
        self._nature = ChoiceField("建设性质", choices.natures, old.nature if old else "")
        self._category = ChoiceField("项目类别", choices.categories, old.category if old else "")
        self._day = DateField("申报日期", old.applied_on if old else today)
        self._amount = MoneyField("申报金额", old.declared_fen if old else None)
        self._texts = {
            key: LongTextField(title, getattr(old, key) if old else "", rows=3)
            for key, title in (
                ("goal", "建设目标"),
                ("content", "主要建设内容"),
                ("route", "技术路线"),
                ("data_needed", "数据共享需求"),
                ("note", "备注"),
            )
        }
        funded = {line.source: line.amount_fen for line in old.funding} if old else {}
        for key, title in choices.sources:
            self._money[key] = MoneyField(title, funded.get(key))
        self._specs = {spec.name: spec for spec in choices.extra}
        for spec in choices.extra:
            given = old.recorded.get(spec.name) if old else None
            self._extra[spec.name] = fact_field(spec, given)
        self._lay_out()
        self._action.setEnabled(True)
        self._name.setFocus()
        self._keep_drafts()

    def _keep_drafts(self) -> None:
        old = self._project
        about = f"{old.code}　{old.name}" if old else ""
        subjects = (Subject("project", old.id),) if old else ()
        typed: dict[str, Field] = {
            "name": self._name,
            "unit": self._unit,
            "sender": self._sender,
            "nature": self._nature,
            "category": self._category,
            "day": self._day,
            "amount": self._amount,
            **self._texts,
            **{f"money.{key}": field for key, field in self._money.items()},
            **{f"fact.{key}": field for key, field in self._extra.items()},
        }
        place = DraftPlace("application", self.windowTitle(), about, subjects)
        DraftKeeper(self._shell, self, place, typed)

    def _lay_out(self) -> None:
        self._main = main = Form()
        main.add(self._name, self._unit, self._sender, required=True)
        main.add(self._nature, self._category, required=True)
        main.add(self._day, self._amount)
        money = Form()
        money.add(*self._money.values())
        rest = Form()
        rest.add(*self._texts.values(), *self._extra.values())
        for part in (main, label("资金来源", "section"), money, label("内容", "section"), rest):
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        self._unit.changed.connect(self._offer_senders)
        self._offer_senders()

    def _offer_senders(self) -> None:
        """Whoever may have sent it in: the unit itself or one above; asked of subordinates only."""
        unit = UnitId(int(self._unit.value or 0))
        old = self._project
        sender = old.submitting_unit_id if old and old.unit_id == unit else None
        above = superiors(unit, self._units)
        kept = () if sender in {None, unit, *above} else (sender,)
        named = [
            (str(each), self._units[each].name if each in self._units else GONE)
            for each in (*above, *kept)
            if each is not None
        ]
        first = [("", "（请选择由谁报来）")] if named else []
        self._sender.offer([*first, (str(unit), DIRECT), *named], str(sender or ""))
        self._main.show_field(self._sender, shown=bool(named))

    def _save(self) -> None:
        application = self._read()
        if application is None:
            return
        old = self._project
        self.carry_out(
            lambda desk: (
                editing.add_application(desk, application)
                if old is None
                else editing.change_application(desk, old.id, application)
            ),
            lambda project: f"已保存：{project.code} {project.name}",
            "projects",
            after=lambda project: self._shell.go("reserve_pool", project.code),
        )

    def _read(self) -> Application | None:
        amounts = self._read_amounts()
        unit = self._unit.value
        self._unit.complain("" if unit else "请从列表中选一个单位")
        self._sender.complain("" if self._sender.value else "请选择由谁报来")
        self._name.complain("" if self._name.value else "请填写项目全称")
        if amounts is None or not unit or not self._name.value or not self._sender.value:
            return None
        declared, funding = amounts
        return Application(
            name=self._name.value,
            unit_id=UnitId(int(unit)),
            nature=self._nature.value,
            category=self._category.value,
            declared_fen=declared,
            funding=funding,
            applied_on=self._day.value,
            submitting_unit_id=UnitId(int(self._sender.value)),
            recorded={
                name: fact_value(self._specs[name], value)
                for name, value in given_facts(self._extra).items()
            },
            **{key: field.value for key, field in self._texts.items()},
        )

    def _read_amounts(self) -> tuple[Fen | None, tuple[FundingLine, ...]] | None:
        """The declared amount and the funding lines; None after complaining at a field."""
        found: dict[str, Fen | None] = {}
        for key, field in (("", self._amount), *self._money.items()):
            try:
                found[key] = field.amount
                field.complain("")
            except (ValueError, ArithmeticError):
                field.complain("请填金额，只用数字和小数点")
                return None
        declared = found.pop("")
        lines = tuple(FundingLine(key, fen) for key, fen in found.items() if fen)
        return declared, lines


def reopen(shell: Shell, draft: Draft) -> None:
    """Open the dialog again, for a new application or for the one that was being changed."""
    if not draft.place.subjects:
        ApplicationDialog(shell, None).show_sized(640, 680)
        return
    project_id = ProjectId(draft.place.subjects[0].id)
    shell.run(
        lambda desk, _task: read_project(desk, project_id),
        lambda shown: ApplicationDialog(shell, shown.page).show_sized(640, 680),
        owner=shell.window,
    )
