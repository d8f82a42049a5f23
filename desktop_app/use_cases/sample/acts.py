"""Every kind of act the story may hold, by the word it uses."""

from collections.abc import Callable, Mapping

from desktop_app.use_cases.sample import (
    course_acts,
    office_acts,
    paper_acts,
    plan_acts,
    project_acts,
    register_acts,
    step_acts,
)
from desktop_app.use_cases.sample.player import Player
from desktop_app.use_cases.sample.story import StoryAct

ACTS: Mapping[str, Callable[[Player, StoryAct], None]] = {
    "import": office_acts.take_in,
    "hand_out": office_acts.give_out,
    "remind": office_acts.chase,
    "close_round": office_acts.end_round,
    "set_setting": office_acts.adopt_setting,
    "sign_reading": office_acts.choose_reading,
    "note": office_acts.note,
    "call": office_acts.call,
    "prereview": step_acts.record,
    "scheme_review": step_acts.record,
    "return": project_acts.send_back,
    "city_report": project_acts.report_upward,
    "city_result": step_acts.record,
    "record": step_acts.record,
    "issue": step_acts.issue,
    "state_facts": step_acts.state_facts,
    "keep": register_acts.keep,
    "correct": register_acts.correct,
    "draw": register_acts.draw,
    "publish": register_acts.publish,
    "duty": register_acts.duty,
    "start_plan": plan_acts.start,
    "plan_opinions": plan_acts.give_opinions,
    "plan_decide": plan_acts.decide,
    "plan_answers": plan_acts.note_answers,
    "withdraw": course_acts.withdraw,
    "revive": course_acts.revive,
    "merge": course_acts.merge,
    "convert": course_acts.convert,
    "adopt": course_acts.adopt,
    "link": course_acts.link,
    "void_and_reissue": paper_acts.void_and_reissue,
    "reprint": paper_acts.reprint,
    "pool_list": paper_acts.pool_list,
    "urge": paper_acts.urge,
}
