"""The regimes a project may be pinned to: every pack version of the workspace, by its name."""

from dataclasses import dataclass

from db.unit_of_work import ReadView
from desktop_app.use_cases.outlines import kept_titles
from desktop_app.values.text import normal_name


@dataclass(frozen=True)
class Regime:
    """One pack version."""

    pack: str
    version: str
    title: str

    @property
    def label(self) -> str:
        """Title and version, as a clerk picks it."""
        return f"{self.title} {self.version}"

    @property
    def names(self) -> frozenset[str]:
        """What it may be called where a version is named too."""
        named = (self.label, f"{self.pack} {self.version}", f"{self.pack}@{self.version}")
        return frozenset(map(normal_name, named))


def regimes(view: ReadView) -> tuple[Regime, ...]:
    """Every pack version kept here, the oldest first."""
    return tuple(Regime(*each) for each in kept_titles(view))


def regime_named(found: tuple[Regime, ...], text: str) -> Regime | None:
    """The version a text names; without a version the newest one of that pack; None if none."""
    wanted = normal_name(text)
    exact = next((each for each in found if wanted in each.names), None)
    if exact is not None:
        return exact
    loose = [each for each in found if wanted in {normal_name(each.pack), normal_name(each.title)}]
    return loose[-1] if loose else None
