"""Examples of courses: what may be opened, whose turn it is, where the subject stands."""

import pytest

from desktop_app.domain.example_course import course_pairs
from desktop_app.rules.facts import FactValue
from desktop_app.rules.scene import Terms
from desktop_app.rules.schema import Example

FACTS = {
    "nature": FactValue("new"), "route_amount": FactValue(500_000_000),
    "is_video_surveillance": FactValue(False),  # noqa: FBT003 - the value of a fact
}  # fmt: skip
EXPERTS = "approval.experts=agreed"


def pairs(pack, procedure, *recorded, **expected):
    example = Example(procedure=procedure, recorded=recorded, **expected)
    return course_pairs(pack, example, FACTS, Terms(pack.document.from_))


def found(pack, procedure, *recorded, **expected):
    return [each[1] for each in pairs(pack, procedure, *recorded, **expected)]


@pytest.mark.parametrize(
    ("recorded", "turn"),
    [
        ((), "轮到 experts"),
        ((EXPERTS,), "轮到 money、own"),
        ((EXPERTS, "approval.money=refused", "approval.own=agreed"), "轮到 site、up.report"),
        ((EXPERTS, "approval.money=agreed", "approval.own=agreed", "approval.up.report=reported",
          "approval.up.city=agreed", "approval.draft=done", "approval.decision=returned"),
         "轮到 site、draft"),
        (("approval.experts=returned",), "没有轮到的步骤"),
    ],
)  # fmt: skip
def test_the_steps_whose_turn_it_is(pack, recorded, turn):
    assert found(pack, "approval", *recorded, turn=()) == [turn]


def test_what_must_have_come_before_keeps_a_procedure_shut(pack):
    assert pairs(pack, "approval", opens=True) == [("可以开办", "不能开办")]
    assert pairs(pack, "revocation", opens=True) == [("可以开办", "可以开办")]


def test_the_state_follows_the_effects(pack):
    done = (EXPERTS, "approval.decision=agreed")
    assert found(pack, "approval", state="approved") == ["已申报"]
    assert found(pack, "approval", *done, state="approved") == ["已批复"]
    again = found(pack, "revocation", *done, "revocation.revoke=done", state="applied")
    assert again == ["已申报"]


def test_several_answers_are_held_against_each_other(pack):
    assert pairs(pack, "approval", EXPERTS, turn=("money",), state="applied") == [
        ("轮到 money", "轮到 money、own"), ("已申报", "已申报"),
    ]  # fmt: skip
