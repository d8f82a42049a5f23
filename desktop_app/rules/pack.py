"""A loaded rule pack: look-ups of its entries, names, clauses and dated values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from desktop_app.rules.facts import Choice, FactSpec
from desktop_app.rules.implied import implied_by_states
from desktop_app.rules.kinds import Quantity
from desktop_app.rules.names import Names
from desktop_app.rules.schema import (
    BUILTIN_ROLES,
    Article,
    BuiltinFact,
    CampaignKind,
    Counted,
    DeadlineSpec,
    Document,
    Example,
    FormSpec,
    Hold,
    LawValue,
    Office,
    OfficeSetting,
    PackFile,
    PlanKind,
    PlanningKind,
    Procedure,
    Reading,
    RecordedFact,
    RegisterSpec,
    RoundKind,
    Rule,
    SheetColumn,
    SheetText,
    State,
    Track,
)
from desktop_app.rules.steps import FlatStep, flat_steps, references


@dataclass(frozen=True)
class Pack:
    """One regulation as data; every entry was checked when it was loaded."""

    head: PackFile
    digest: str
    names: Names
    articles: tuple[Article, ...] = ()
    recorded: tuple[RecordedFact, ...] = ()
    registers: tuple[RegisterSpec, ...] = ()
    """The ledgers the regime keeps, built-in ones complete with the pack's changes."""
    builtin_uses: tuple[BuiltinFact, ...] = ()
    readings: tuple[Reading, ...] = ()
    rules: tuple[Rule, ...] = ()
    states: tuple[State, ...] = ()
    tracks: tuple[Track, ...] = ()
    holds: tuple[Hold, ...] = ()
    rounds: tuple[RoundKind, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    deadlines: tuple[DeadlineSpec, ...] = ()
    forms: tuple[FormSpec, ...] = ()
    columns: tuple[SheetColumn, ...] = ()
    sheet_texts: tuple[SheetText, ...] = ()
    plans: tuple[PlanKind, ...] = ()
    plannings: tuple[PlanningKind, ...] = ()
    campaigns: tuple[CampaignKind, ...] = ()
    examples: tuple[Example, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """Id of the pack, e.g. for the pin of a project."""
        return self.head.id

    @property
    def version(self) -> str:
        """Version of the pack."""
        return self.head.version

    @property
    def title(self) -> str:
        """Short Chinese title."""
        return self.head.title

    @property
    def document(self) -> Document:
        """The regulation itself: title, number, issuer, dates."""
        return self.head.document

    @property
    def tabs(self) -> tuple[str, ...]:
        """Stage tabs the regime uses."""
        return self.head.tabs

    @property
    def tab_titles(self) -> Mapping[str, str]:
        """Own words for tabs, by tab."""
        return {str(tab): title for tab, title in self.head.tab_titles.items()}

    @property
    def offices(self) -> tuple[Office, ...]:
        """The offices with their roles and dated names."""
        return self.head.office

    @property
    def settings(self) -> tuple[OfficeSetting, ...]:
        """What the text leaves to the office."""
        return tuple(self.names.settings.values())

    @property
    def parameters(self) -> tuple[LawValue, ...]:
        """The dated values of the law."""
        return tuple(self.names.values.values())

    @property
    def facts(self) -> tuple[FactSpec, ...]:
        """Every fact: built-in, recorded and derived from steps."""
        return tuple(self.names.facts.values())

    def fact(self, name: str) -> FactSpec:
        """The fact with this name; KeyError if the pack does not know it."""
        return self.names.facts[name]

    def choices(self, fact: str) -> tuple[Choice, ...]:
        """Choices of a fact as id and label."""
        return self.fact(fact).choices

    def rule(self, rule_id: str) -> Rule:
        """The check with this id; KeyError if there is none."""
        return self._rules[rule_id]

    def procedure(self, procedure_id: str) -> Procedure:
        """The procedure with this id; KeyError if there is none."""
        return self._procedures[procedure_id]

    def steps_of(self, procedure_id: str) -> tuple[FlatStep, ...]:
        """The steps of a procedure in order, embedded procedures written out."""
        return self._steps[procedure_id]

    def step_references(self, reference: str) -> frozenset[str]:
        """Every name of the step `procedure.step`: embedded ones have one per host."""
        flat = self._flat(reference)
        head = reference.partition(".")[0]
        return references(head, flat) if flat else frozenset({reference})

    def step_names(self, procedure_id: str) -> frozenset[str]:
        """Every name of every step of a procedure."""
        return self._step_names[procedure_id]

    def asked_at(self, reference: str) -> tuple[str, ...]:
        """The facts a step `procedure.step` asks for; a reviewer beside it asks for the same."""
        flat = self._flat(reference.partition("@")[0])
        return flat.step.asks if flat else ()

    def standing_rules(self, reference: str) -> frozenset[str]:
        """Ids of the checks standing at a step `procedure.step`: by `at`, or as its gates."""
        names, flat = self.step_references(reference), self._flat(reference)
        gates = {gate for step in flat.chain for gate in step.gates} if flat else set()
        return frozenset({rule.id for rule in self.rules if names & set(rule.at)} | gates)

    def _flat(self, reference: str) -> FlatStep | None:
        head, _, path = reference.partition(".")
        return next((flat for flat in self._steps.get(head, ()) if flat.path == path), None)

    def form(self, form_id: str) -> FormSpec:
        """The paper with this id; KeyError if there is none."""
        return self._forms[form_id]

    def state(self, state_id: str) -> State:
        """The state with this id; KeyError if there is none."""
        return self._states[state_id]

    def deadline(self, deadline_id: str) -> DeadlineSpec:
        """The duty by date with this id; KeyError if there is none."""
        return self._deadlines[deadline_id]

    def register(self, register_id: str) -> RegisterSpec:
        """The register with this id; KeyError if the regime keeps none."""
        return self._registers[register_id]

    def counted_facts(self, subject: str) -> tuple[tuple[str, Counted], ...]:
        """The facts counted over registers for a kind of subject, by name."""
        return self._counted.get(subject, ())

    def duty_columns(self, subject: str) -> frozenset[str]:
        """The columns of registers the duties of a kind of subject name, as `register.column`."""
        return self._duty_columns.get(subject, frozenset())

    def reading(self, reading_id: str) -> Reading:
        """The reading with this id; KeyError if there is none."""
        return self._readings[reading_id]

    def setting(self, setting_id: str) -> OfficeSetting:
        """The office setting with this id; KeyError if there is none."""
        return self.names.settings[setting_id]

    def article(self, row: str) -> Article:
        """The row of the regulation; KeyError if there is none."""
        return self._articles[row]

    def sheet_columns(self, sheet: str) -> tuple[SheetColumn, ...]:
        """Columns this pack adds to a sheet."""
        return tuple(column for column in self.columns if column.sheet == sheet)

    def sheet_text(self, sheet: str) -> SheetText | None:
        """Own title and notes of a sheet, None if the pack gives none."""
        return next((text for text in self.sheet_texts if text.id == sheet), None)

    def first_state(self, subject: str) -> State | None:
        """The state a subject of a kind starts in; None if the kind has no states here."""
        return next((state for state in self.states if state.subject == subject), None)

    def clauses(self, rows: Iterable[str]) -> tuple[str, ...]:
        """The places in the text of some rows, each once, in the order given."""
        return tuple(dict.fromkeys(self._articles[row].clause for row in rows))

    def office_name(self, role: str, on: date) -> str:
        """Name of the office that fills a role on a day; the role's label where none is dated so.

        `unit` and `superior_unit` give the general word; the caller knows the project's own.
        """
        if role in BUILTIN_ROLES:
            return BUILTIN_ROLES[role]
        office = next(office for office in self.offices if office.role == role)
        names = (
            name.name
            for name in office.names
            if (name.from_ is None or name.from_ <= on) and (name.until is None or on <= name.until)
        )
        return next(names, office.label)

    def value(self, value_id: str, on: date) -> Quantity | None:
        """A value of the law in force on a day; None if none is; KeyError for an unknown id."""
        return self.names.law(value_id, on)

    @cached_property
    def implied(self) -> Mapping[str, frozenset[str]]:
        """The states and procedures that must have come before each state."""
        return implied_by_states(self.procedures)

    @cached_property
    def _articles(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _procedures(self) -> Mapping[str, Procedure]:
        return {procedure.id: procedure for procedure in self.procedures}

    @cached_property
    def _steps(self) -> Mapping[str, tuple[FlatStep, ...]]:
        return {key: flat_steps(item, self._procedures) for key, item in self._procedures.items()}

    @cached_property
    def _step_names(self) -> Mapping[str, frozenset[str]]:
        return {
            key: frozenset().union(*(references(key, flat) for flat in flats))
            for key, flats in self._steps.items()
        }

    @cached_property
    def _forms(self) -> Mapping[str, FormSpec]:
        return {form.id: form for form in self.forms}

    @cached_property
    def _states(self) -> Mapping[str, State]:
        return {state.id: state for state in self.states}

    @cached_property
    def _deadlines(self) -> Mapping[str, DeadlineSpec]:
        return {deadline.id: deadline for deadline in self.deadlines}

    @cached_property
    def _registers(self) -> Mapping[str, RegisterSpec]:
        return {register.id: register for register in self.registers}

    @cached_property
    def _counted(self) -> Mapping[str, tuple[tuple[str, Counted], ...]]:
        found: dict[str, tuple[tuple[str, Counted], ...]] = {}
        for fact in self.recorded:
            if fact.counted:
                found[fact.subject] = (*found.get(fact.subject, ()), (fact.id, fact.counted))
        return found

    @cached_property
    def _duty_columns(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for spec in self.deadlines:
            names = {*spec.starts, *spec.done, spec.date_fact or ""}
            columns = {name for name in names if name.partition(".")[0] in self._registers}
            found[spec.subject] = found.get(spec.subject, frozenset()) | columns
        return found

    @cached_property
    def _readings(self) -> Mapping[str, Reading]:
        return {reading.id: reading for reading in self.readings}
