"""Files shipped with the program: rule packs, calendars, fonts, icons, help, samples, style."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder below `resources/`."""
    return ROOT.joinpath(*parts)
