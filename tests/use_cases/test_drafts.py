"""Drafts: kept encrypted while typing, never of a classified project, gone when done with."""

from datetime import UTC, datetime

import pytest

from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.drafts import drafts, drop_drafts, keep_draft
from desktop_app.use_cases.reserve_pool.classifying import mark_classified
from desktop_app.use_cases.workspaces import open_desk

WORDS = "同意入库，电话13800001234联系张三"


def draft(*subjects, text=WORDS, minute=0, kind="record"):
    place = DraftPlace(kind, "登记：预审意见", "QY2026-001 甲平台", subjects, {"step": "a.b"})
    moment = datetime(2026, 7, 20, 9, minute, tzinfo=UTC)
    return Draft(place, {"opinion": text, "signer": "局长"}, moment, "经办人甲")


def test_draft_comes_back_as_it_was_typed(office):
    subject = office.subject(office.apply("甲平台"))
    assert keep_draft(office.desk, draft(subject))
    assert drafts(office.desk) == (draft(subject),)


def test_one_draft_per_place_the_newest_first(office):
    subject = office.subject(office.apply("甲平台"))
    keep_draft(office.desk, draft(subject))
    keep_draft(office.desk, draft(subject, text="改过", minute=1))
    keep_draft(office.desk, draft(subject, kind="note", minute=2))
    assert [d.place.kind for d in drafts(office.desk)] == ["note", "record"]
    assert drafts(office.desk)[1].values["opinion"] == "改过"


def test_nothing_of_it_can_be_read_on_the_disk(office, folder):
    keep_draft(office.desk, draft())
    stored = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
    for words in (WORDS, "13800001234", "甲平台"):
        assert words.encode() not in stored
        assert words.encode("utf-16-le") not in stored


def test_draft_survives_the_end_of_the_program(office, folder, clock):
    keep_draft(office.desk, draft())
    office.desk.workspace.close()
    desk = open_desk(folder, clock=clock, program="test", operator="经办人乙")
    assert drafts(desk) == (draft(),)
    desk.workspace.close()


def test_file_goes_with_the_last_draft(office, folder):
    keep_draft(office.desk, draft())
    drop_drafts(office.desk, [draft().key])
    assert drafts(office.desk) == ()
    assert not (folder / "drafts.db").exists()


def test_nothing_is_kept_about_a_classified_project(office):
    project = office.apply("甲平台")
    subject = office.subject(project)
    keep_draft(office.desk, draft(subject))
    keep_draft(office.desk, draft())
    mark_classified(office.desk, project.id, "定密")
    assert drafts(office.desk) == (draft(),)
    assert not keep_draft(office.desk, draft(subject))
    assert drafts(office.desk) == (draft(),)


def test_draft_about_a_record_that_is_gone_is_dropped(office):
    keep_draft(office.desk, draft(Subject("project", 99)))
    assert drafts(office.desk) == ()


@pytest.mark.parametrize("damage", [b"", b"no database", b"\x00" * 8192])
def test_spoilt_file_is_made_anew_and_stops_nothing(office, folder, damage):
    keep_draft(office.desk, draft())
    (folder / "drafts.db").write_bytes(damage)
    assert drafts(office.desk) == ()
    assert keep_draft(office.desk, draft())
    assert drafts(office.desk) == (draft(),)


def test_read_only_workspace_keeps_none_and_writes_nothing(office, folder, clock):
    office.desk.workspace.close()
    desk = open_desk(folder, clock=clock, program="test", operator="甲", writable=False)
    assert not keep_draft(desk, draft())
    assert not (folder / "drafts.db").exists()
    desk.workspace.close()


def test_drafts_are_no_records(office):
    before = office.digest()
    keep_draft(office.desk, draft())
    assert office.digest() == before
    assert office.desk.workspace.verify_log().is_sound
