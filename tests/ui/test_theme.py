import itertools

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialogButtonBox

from ui.theme import MODES, read_tokens

GROUNDS = ("surface", "canvas", "head", "hover", "stripe", "accent_soft")
PAIRS = [
    *itertools.product(("text", "muted"), GROUNDS),
    *(
        (name, ground)
        for name in ("accent", "pass", "warn", "fail", "judge")
        for ground in ("surface",)
    ),
    *((name, f"{name}_soft") for name in ("accent", "pass", "warn", "fail", "judge")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("sample_text", "sample"),
]


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme, text, ground):
    tokens = read_tokens()[scheme]
    assert _contrast(tokens[text], tokens[ground]) >= 4.5


def test_both_schemes_have_the_same_tokens():
    tokens = read_tokens()
    assert tokens["light"].keys() == tokens["dark"].keys()


@pytest.fixture
def light_again(qapp):
    yield
    qapp.theme.choose("light")


@pytest.mark.usefixtures("light_again")
@pytest.mark.parametrize("mode", MODES)
def test_every_mode_can_be_chosen(qapp, mode):
    qapp.theme.choose(mode)
    assert qapp.theme.scheme in {"light", "dark"}
    assert "$" not in qapp.styleSheet()


def test_standard_buttons_are_chinese(qtbot):
    standard = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(standard.Ok | standard.Cancel)
    qtbot.addWidget(box)
    assert [button.text() for button in box.buttons()] == ["确定", "取消"]


def test_interface_font_has_a_chinese_family_and_points(qapp):
    font = qapp.font()
    assert font.pointSizeF() == 10.5
    assert "Noto Sans SC" in font.families()
