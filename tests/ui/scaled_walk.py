"""Walks every screen on a display of 1366 × 768 at one scaling; prints what is cut, as JSON.

    python -m tests.ui.scaled_walk FOLDER TIMES

FOLDER holds a copy of the filled workspace, TIMES is the scaling (1, 1.25, 1.5, 2). The display is
described to the offscreen platform, so that sizes, fonts and pixels are those of such a screen.
"""

import json
import os
import sys
from pathlib import Path

WIDTH, HEIGHT = 1366, 768
TASKBAR = 40
"""Pixels the desktop keeps for itself."""


def describe_screen(folder: Path, times: float) -> None:
    """Tell Qt, before it starts, which screen there is."""
    screen = {
        "name": "office",
        "x": 0,
        "y": 0,
        "width": round(WIDTH / times),
        "height": round((HEIGHT - TASKBAR) / times),
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": times,
    }
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def main(folder: Path, times: float) -> int:
    """Walk; gives 0 when the walk went through, whatever it found."""
    describe_screen(folder, times)
    from tests.ui.conftest import standing  # noqa: PLC0415 - the screen comes first
    from ui.application import Application  # noqa: PLC0415

    application = Application(["hengce"], mode="light")
    found: dict[str, list[str]] = {}
    for scheme in ("light", "dark"):
        application.theme.choose(scheme)
        with standing(application, folder / "filled" / "workspace", folder / scheme) as stand:
            stand.window.resize(stand.window.screen().availableSize())
            found.update(_walk(stand, scheme))
    print(json.dumps({"faults": found, "screens": len(found)}, ensure_ascii=False))  # noqa: T201
    return 0


def _walk(stand: object, scheme: str) -> dict[str, list[str]]:
    from tests.ui.screens import DIALOGS, PAGES, open_dialog, show_pane  # noqa: PLC0415

    found = {}
    for stage, pane in PAGES:
        show_pane(stand, stage, pane)
        found[f"{scheme} {stage} {pane}"] = _faults(stand.window)
    for name in DIALOGS:
        found[f"{scheme} {name}"] = _faults(open_dialog(stand, name))
        stand.close_dialogs()
    return found


def _faults(screen: object) -> list[str]:
    from tests.ui.screens import faults  # noqa: PLC0415

    place = screen.screen().availableSize()
    found = faults(screen)
    if screen.width() > place.width() or screen.height() > place.height():
        found.append(f"larger than the screen: {screen.width()}x{screen.height()}")
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
