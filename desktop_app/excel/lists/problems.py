"""What is wrong with a long list: each at its cell, the first ones by name, the rest counted."""

from collections import Counter
from dataclasses import dataclass, field

from desktop_app.excel.grid import column_letters

MOST_NAMED = 1_000


@dataclass(frozen=True)
class ListProblem:
    """One cell, row or heading that cannot be taken over."""

    row: int
    """As the spreadsheet counts, the first row is 1; 0: the whole file."""
    column: str
    """Letters of the column; empty: the whole row."""
    message: str
    advice: str = ""

    @property
    def place(self) -> str:
        """The cell as a spreadsheet names it."""
        return f"{self.column}{self.row}" if self.column else f"第 {self.row} 行"

    def __str__(self) -> str:
        where = f"{self.place}：" if self.row else ""
        return f"{where}{self.message}" + (f"；{self.advice}" if self.advice else "")


@dataclass
class Problems:
    """The problems of one file as they are met."""

    named: list[ListProblem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """How many cells of a column are at fault, by title of the column."""

    @property
    def total(self) -> int:
        """All of them, those not named included."""
        return self.counts.total()

    def cell(self, row: int, place: int, title: str, message: str, advice: str = "") -> None:
        """Notes a cell; `place` is its column, counted from 0."""
        self._add(title, ListProblem(row, column_letters(place), message, advice))

    def row(self, row: int, message: str, advice: str = "") -> None:
        """Notes a whole row, or with 0 the whole file."""
        self._add("", ListProblem(row, "", message, advice))

    def _add(self, title: str, problem: ListProblem) -> None:
        self.counts[title] += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(problem)
