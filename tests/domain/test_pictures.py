"""Pictures laid out on a plot where every character is ten wide; places worked out by hand."""

from datetime import date

import pytest

from desktop_app.domain.picture_curve import money_step
from desktop_app.domain.picture_marks import picture_height, picture_marks, picture_words
from desktop_app.domain.pictures import Area, Bar, Bars, Curve, Plot, Stroke, Words
from desktop_app.values.money import Fen, fen_from_wan

DAYS = tuple(date(2024, 8, day) for day in range(1, 12))
WAN = fen_from_wan(1)


def plot(width=400, height=210, em=10):
    return Plot(width, height, em, lambda text: 10.0 * len(text))


def of(kind, marks):
    return [each for each in marks if isinstance(each, kind)]


def bars(note=""):
    return Bars("题目", (Bar("甲", 50, "半", 100), Bar("乙", 0, "无", 25)), note)


def test_a_bar_is_as_long_as_its_value_inside_its_outline():
    """Label 10 + gap 5 at the left, words 10 + gap 5 at the right: 370 for a hundred."""
    marks = picture_marks(bars(), plot())

    (filled,) = of(Area, marks)
    assert [x for x, _ in filled.points] == pytest.approx([15, 200, 200, 15])
    outlines = [each.points for each in of(Stroke, marks) if len(each.points) == 5]
    assert [points[1][0] for points in outlines] == pytest.approx([385, 15 + 370 / 4])
    words = {each.text: each.x for each in of(Words, marks)}
    assert words["半"] == pytest.approx(390)
    assert words["乙"] == pytest.approx(10)


def test_bars_are_as_high_as_their_lines():
    """A line of title 17, two rows of 21, a note 17."""
    assert picture_height(bars(), 10) == pytest.approx(59)
    assert picture_height(bars("注"), 10) == pytest.approx(76)
    assert picture_height(Bars("空", (), "没有"), 10) == pytest.approx(34)


def test_a_long_label_is_shortened_and_leaves_room_for_the_bar():
    marks = picture_marks(Bars("题", (Bar("很" * 40, 1, "1 笔"),)), plot())
    (label,) = [each for each in of(Words, marks) if each.text.startswith("很")]
    assert label.text == "很" * 15 + "…"
    (filled,) = of(Area, marks)
    assert filled.points[0][0] == pytest.approx(165)


@pytest.mark.parametrize(
    ("most", "step"), [(1, 1), (5, 1), (6, 2), (150, 50), (260, 100), (1_000, 200)]
)
def test_the_axis_has_round_steps(most, step):
    assert money_step(Fen(most)) == step


def curve(**more):
    actual = tuple((day, Fen(WAN * place)) for place, day in enumerate(DAYS[:6]))
    return Curve("第一批", Fen(10 * WAN), actual, **more)


def test_the_line_rises_with_what_was_used():
    """Six days from nothing to five of ten: the last point is at half the height of the axis."""
    marks = picture_marks(curve(), plot())
    (line,) = [each for each in of(Stroke, marks) if each.tone == "strong" and each.width > 2
               and len(each.points) == 6]  # fmt: skip
    (limit,) = [each for each in of(Stroke, marks) if each.width == pytest.approx(0.8)]
    bottom, top = line.points[0][1], limit.points[0][1]
    assert line.points[-1][1] == pytest.approx((bottom + top) / 2)
    assert line.points[0][0] == pytest.approx(25)
    assert line.points[-1][0] == pytest.approx(390)


def test_the_band_goes_out_along_the_high_and_back_along_the_low():
    band = tuple((day, Fen(0), Fen(WAN), Fen(2 * WAN)) for day in DAYS)
    marks = picture_marks(curve(band=band), plot())
    area = max(of(Area, marks), key=lambda each: len(each.points))
    assert len(area.points) == 22
    assert area.points[0][0] == area.points[-1][0] < area.points[10][0]
    assert area.points[0][1] < area.points[-1][1]
    dashed = [each for each in of(Stroke, marks) if each.is_dashed and len(each.points) == 11]
    assert len(dashed) == 1


def test_the_key_gives_the_values_of_the_newest_day():
    band = tuple((day, Fen(WAN), Fen(2 * WAN), Fen(3 * WAN)) for day in DAYS)
    assert picture_words(curve(band=band, note="注")) == (
        "第一批；认可累计 5.00 万元（到 8月6日）；额度 10.00 万元；"
        "推演中位 2.00 万元（到 8月6日）；"
        "推演的范围（十次里约八次）1.00 至 3.00 万元；注"
    )


def test_everything_stays_inside_the_plot_even_beyond_the_limit():
    actual = tuple((day, Fen(WAN * 3 * place)) for place, day in enumerate(DAYS))
    marks = picture_marks(Curve("超", Fen(10 * WAN), actual), plot())
    for each in (*of(Stroke, marks), *of(Area, marks)):
        assert all(0 <= x <= 400 and 0 <= y <= 210 for x, y in each.points)


def test_a_batch_of_the_future_has_only_its_title_and_note():
    marks = picture_marks(Curve("第二批", Fen(WAN), (), (), "才开始"), plot())
    assert [each.text for each in of(Words, marks)] == ["第二批", "才开始"]
