"""The plan's own arithmetic: faces, brackets with their ends, batches and shares."""

import pytest

from desktop_app.domain.vouchers.plan import Batch, Bracket, Face, FaceRule, Kind, Share
from desktop_app.values.money import Fen

THIRTY, FIFTY = Fen(3_000_000), Fen(5_000_000)


def car() -> Kind:
    return Kind(
        id="car",
        title="汽车券",
        trades=("car",),
        is_money_only=True,
        brackets=(
            Bracket(
                fuel="fuel", fuel_title="燃油车", low_fen=THIRTY, high_fen=FIFTY,
                subsidy_fen=Fen(100_000),
            ),
            Bracket(
                fuel="fuel", fuel_title="燃油车", low_fen=FIFTY, high_fen=None,
                subsidy_fen=Fen(200_000),
            ),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("price", "subsidy"),
    [(2_999_999, 0), (3_000_000, 100_000), (4_999_999, 100_000), (5_000_000, 200_000)],
)
def test_a_price_on_an_end_falls_where_the_plan_says(price: int, subsidy: int) -> None:
    assert car().subsidy_fen("fuel", Fen(price)) == subsidy


def test_a_bracket_may_exclude_its_low_end_and_include_its_high_one() -> None:
    bracket = Bracket(
        fuel="fuel", fuel_title="燃油车", low_fen=THIRTY, high_fen=FIFTY, subsidy_fen=Fen(1),
        is_low_included=False, is_high_included=True,
    )  # fmt: skip
    assert [bracket.holds(Fen(p)) for p in (3_000_000, 3_000_001, 5_000_000, 5_000_001)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_another_sort_of_car_gets_nothing_from_the_brackets_of_one() -> None:
    assert car().subsidy_fen("new_energy", FIFTY) == 0


def test_faces_give_pieces_money_and_least_sales() -> None:
    faces = (
        Face(face_fen=Fen(1_000), threshold_fen=Fen(5_000), count=8_000),
        Face(face_fen=Fen(10_000), threshold_fen=Fen(50_000), count=6_000),
    )
    share = Share(kind_id="general", money_fen=Fen(68_000_000), faces=faces)
    assert (share.pieces, share.faces_fen, share.count(Fen(10_000))) == (14_000, 68_000_000, 6_000)
    assert [face.least_sales_fen for face in faces] == [40_000_000, 300_000_000]


def test_a_face_the_kind_does_not_have_has_no_threshold() -> None:
    rules = (FaceRule(face_fen=Fen(1_000), threshold_fen=Fen(5_000)),)
    kind = Kind(id="general", title="普惠券", trades=("retail",), faces=rules)
    assert kind.threshold_fen(Fen(1_000)) == 5_000
    assert kind.threshold_fen(Fen(2_000)) is None


def test_a_batch_without_shares_is_not_split() -> None:
    bare = Batch(number=2, total_fen=Fen(150_000_000))
    assert (bare.is_split, bare.shares_fen, bare.share("general")) == (False, 0, None)
