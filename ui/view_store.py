"""What the window remembers for its user: column layouts, saved views, sizes, colour scheme."""

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer

WRITE_AFTER_MS = 500
"""A column drawn wider changes with every pixel; only what it comes to is written."""
Remembered = dict[str, object]


class ViewStore:
    """A small JSON file; without a path everything is remembered until the program ends."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._data: Remembered = self._read()
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_AFTER_MS)
        self._timer.timeout.connect(self._write)

    def get(self, key: str) -> Remembered:
        """What was remembered under a key, empty when nothing was."""
        found = self._data.get(key)
        return dict(found) if isinstance(found, dict) else {}

    def put(self, key: str, value: Mapping[str, object]) -> None:
        """Remember something; it is written once nothing has changed for a moment."""
        if self._data.get(key) == dict(value):
            return
        self._data[key] = dict(value)
        self._timer.start()

    def flush(self) -> None:
        """Write at once what has not been written."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def forget(self, text: str) -> None:
        """Forget everything in which a text stands, e.g. a filter by the name of a project."""
        telling = [key for key, value in self._data.items() if text in _json(value)]
        for key in telling:
            del self._data[key]
        if telling:
            self._write()

    def _read(self) -> Remembered:
        if self._path is None or not self._path.is_file():
            return {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self) -> None:
        """Looks are worth no alarm: a full disk loses the layout, not the work."""
        if self._path is None:
            return
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(_json(self._data), "utf-8")
            fresh.replace(self._path)
        except OSError:
            fresh.unlink(missing_ok=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
