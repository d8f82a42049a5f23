"""What a check of entries against each other needs: ids by kind, names, and where to report."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.rules.facts import BUILTIN_FACTS
from desktop_app.rules.faults import FaultList, FaultPlace
from desktop_app.rules.names import Names
from desktop_app.rules.schema import (
    BUILTIN_ROLES,
    IN_WORDS,
    PAPER_FIELDS,
    Article,
    BuiltinFact,
    CampaignKind,
    DeadlineSpec,
    Entry,
    Example,
    FormSpec,
    Hold,
    LawValue,
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
)
from desktop_app.rules.schema.common import PLACEHOLDER, WORKED_OUT, E
from desktop_app.rules.source import Draft
from desktop_app.rules.steps import flat_steps
from desktop_app.rules.wording import nearest

KIND_LABELS: dict[str, str] = {
    "rule": "检查", "procedure": "办件", "state": "状态", "track": "轨道", "hold": "限制",
    "round": "轮次", "deadline": "期限", "form": "表单", "fact": "事项", "reading": "口径",
    "value": "法定值", "setting": "本办设定", "article": "条目", "role": "角色", "step": "步骤",
    "register": "台账", "plan": "计划", "planning": "规划",
    "campaign": "活动",
}  # fmt: skip
PLACES: dict[type[Entry], tuple[str, str]] = {
    Article: ("articles.toml", "article"), LawValue: ("parameters.toml", "value"),
    OfficeSetting: ("parameters.toml", "setting"),
    Reading: ("parameters.toml", "reading"), RecordedFact: ("facts.toml", "fact"),
    BuiltinFact: ("facts.toml", "builtin"), Rule: ("rules.toml", "rule"),
    Hold: ("procedures.toml", "hold"), RoundKind: ("procedures.toml", "round"),
    State: ("procedures.toml", "state"), Procedure: ("procedures.toml", "procedure"),
    DeadlineSpec: ("deadlines.toml", "deadline"), FormSpec: ("forms.toml", "form"),
    SheetColumn: ("sheets.toml", "column"), SheetText: ("sheets.toml", "sheet"),
    RegisterSpec: ("registers.toml", "register"), PlanKind: ("plans.toml", "plan"),
    PlanningKind: ("plans.toml", "planning"), CampaignKind: ("campaigns.toml", "campaign"),
    Example: ("examples.toml", "example"),
}  # fmt: skip
"""Where the entries of a model stand."""
_WORD = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")


@dataclass(frozen=True)
class CheckContext:
    """The draft of a pack with its look-ups; broken entries count as known."""

    draft: Draft
    names: Names
    ids: Mapping[str, frozenset[str]]
    """Ids by kind; `step` holds `procedure.step` paths, `role` the roles."""
    faults: FaultList

    def of(self, model: type[E]) -> Iterator[tuple[E, FaultPlace]]:
        """The sound entries of a model with their place."""
        for entry, place in self.entries(*PLACES[model]):
            if isinstance(entry, model):
                yield entry, place

    def entries(self, file: str, key: str) -> Iterator[tuple[Entry, FaultPlace]]:
        """Entries of one kind with their place."""
        for entry in self.draft.of(file, key):
            yield entry, self.faults.at(file, self.draft.places[id(entry)])

    @property
    def builtin(self) -> frozenset[str]:
        """Names of the facts the program brings along."""
        return frozenset(spec.name for spec in BUILTIN_FACTS)

    def asked_names(self) -> frozenset[str]:
        """Facts that some step records."""
        steps = (step for procedure, _ in self.of(Procedure) for step in procedure.step)
        return frozenset(name for step in steps for name in step.asks)

    def known(self, kind: str, wanted: str, place: FaultPlace) -> None:
        """Report an id that no entry of the kind has."""
        self.known_in((kind,), wanted, place)

    def known_in(self, kinds: Iterable[str], wanted: str, place: FaultPlace) -> None:
        """Report an id that no entry of any of the kinds has."""
        kinds = tuple(kinds)
        pools = [self.ids.get(kind, frozenset()) for kind in kinds]
        if any(wanted in pool for pool in pools) or self._is_broken(wanted):
            return
        labels = "、".join(KIND_LABELS[kind] for kind in kinds)
        everything = sorted(set().union(*pools))
        place.add(f"“{wanted}”不是本包的{labels}", nearest(wanted, everything))

    def _is_broken(self, wanted: str) -> bool:
        """Whether the id belongs to an entry or file that is broken itself and reported there."""
        if self.draft.unreadable:
            return True
        head = wanted.split(".", maxsplit=1)[0]
        everything = set().union(*self.ids.values())
        broken = self.draft.written_ids - everything
        return wanted in broken or ("." in wanted and head in broken)

    def known_name(self, name: str, place: FaultPlace) -> bool:
        """Report a name that is no fact, value or setting; True if it is one."""
        if self.names.find(name) is not None:
            return True
        if not self._is_broken(name):
            place.add(f"不认识“{name}”", nearest(name, self.names.all()))
        return False

    def condition(self, text: str | None, place: FaultPlace) -> None:
        """Report every reason to refuse a condition."""
        from desktop_app.rules.condition_check import condition_faults  # noqa: PLC0415 - long to load

        for fault in condition_faults(text, self.names) if text else ():
            broken = re.search(r"不认识“(.+)”", fault.message)
            if broken is None or not self._is_broken(broken[1]):
                place.add(fault.message, fault.advice)

    def placeholders(self, text: str, place: FaultPlace, extra: Mapping[str, str]) -> None:
        """Report placeholders that are neither names nor one of the fields of a paper."""
        bare = PLACEHOLDER.sub("", text)
        if "{" in bare or "}" in bare:
            place.add("花括号不成对", "占位写成 {名称}，一处只写一个名称")
        for written in PLACEHOLDER.findall(text):
            worked = WORKED_OUT.fullmatch(written)
            if worked is not None:
                self._amounts((worked[1], worked[3]), place)
            else:
                self._placeholder(written, place, extra)

    def _placeholder(self, written: str, place: FaultPlace, extra: Mapping[str, str]) -> None:
        """Report one placeholder."""
        name = self._amount_in_words(written, place, extra)
        if name in extra:
            return
        if name.startswith("office."):
            self.known("role", name.removeprefix("office."), place)
        elif not _WORD.match(name):
            place.add(f"占位“{{{name}}}”写法不对", "花括号里只写名称，如 {declared_amount}")
        elif name in PAPER_FIELDS:
            place.add(f"栏目“{{{name}}}”只能用在文书里", "检查的话里只写事项、数值、设定的编号")
        elif self.names.find(name) is None and not self._is_broken(name):
            place.add(f"不认识占位“{{{name}}}”", nearest(name, (*extra, *self.names.all())))

    def _amounts(self, names: Iterable[str], place: FaultPlace) -> None:
        """Report names that are no amounts, where a share or an excess is worked out of them."""
        for name in names:
            found = self.names.find(name) if self.known_name(name, place) else None
            if found is not None and found.kind.base != "money":
                place.add(f"“{found.label}”不是金额，不能拿来算", "两边都写金额的编号")

    def _amount_in_words(self, written: str, place: FaultPlace, extra: Mapping[str, str]) -> str:
        """The name without the mark that asks for words; reported where it is no amount."""
        name = written.removesuffix(IN_WORDS)
        if name != written and name not in {"total", "sum"} & extra.keys():
            found = self.names.find(name)
            if found is not None and found.kind.base != "money":
                place.add(f"“{found.label}”不是金额，不能写成大写", f"去掉“{IN_WORDS}”")
        return name


def ids_by_kind(draft: Draft, names: Names) -> dict[str, frozenset[str]]:
    """Ids of the sound entries, by kind."""
    kinds = {
        "rule": "rules.toml", "procedure": "procedures.toml", "state": "procedures.toml",
        "track": "procedures.toml", "hold": "procedures.toml", "round": "procedures.toml",
        "deadline": "deadlines.toml", "form": "forms.toml", "reading": "parameters.toml",
        "value": "parameters.toml", "setting": "parameters.toml", "article": "articles.toml",
        "register": "registers.toml", "campaign": "campaigns.toml",
    }  # fmt: skip
    found = {
        kind: frozenset(str(getattr(entry, "id", "")) for entry in draft.of(file, kind))
        for kind, file in kinds.items()
    }
    found["fact"] = frozenset(names.facts)
    found["step"] = frozenset(_step_paths(draft))
    offices = draft.head.office if isinstance(draft.head, PackFile) else ()
    found["role"] = frozenset({*(office.role for office in offices), *BUILTIN_ROLES})
    return found


def _step_paths(draft: Draft) -> Iterator[str]:
    found = draft.of("procedures.toml", "procedure")
    procedures = {item.id: item for item in found if isinstance(item, Procedure)}
    for procedure in procedures.values():
        for step in procedure.step:
            yield f"{procedure.id}.{step.id}"
        for flat in flat_steps(procedure, procedures):
            yield f"{procedure.id}.{flat.path}"
