"""Faults of a rule pack as values: all of them, each with file, key and advice in Chinese."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a pack: where (file, key path), what, and what to do."""

    file: str
    key: str
    """Path of the key, entries by id or counted from 1: `rule[no_split].passes[1].op`."""
    message: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}：{self.key}：{self.message}。{self.advice}"


@dataclass
class FaultList:
    """Collects faults while a pack is checked; the same fault is kept once."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, file: str, key: str, message: str, advice: str) -> None:
        """Note one fault."""
        fault = Fault(file, key, message.rstrip("。"), advice)
        if fault not in self.faults:
            self.faults.append(fault)

    def at(self, file: str, key: str) -> "FaultPlace":
        """A place to report from, so that checks need not carry file and key apart."""
        return FaultPlace(self, file, key)


@dataclass(frozen=True)
class FaultPlace:
    """One place in one file; `under` goes deeper."""

    faults: FaultList
    file: str
    key: str

    def add(self, message: str, advice: str) -> None:
        """Note a fault at this very place."""
        self.faults.add(self.file, self.key, message, advice)

    def under(self, part: str, index: int | str | None = None) -> "FaultPlace":
        """The place of a key below this one; an index counts from 0 and is shown from 1."""
        shown = index + 1 if isinstance(index, int) else index
        tail = part if shown is None else f"{part}[{shown}]"
        return FaultPlace(self.faults, self.file, f"{self.key}.{tail}" if self.key else tail)
