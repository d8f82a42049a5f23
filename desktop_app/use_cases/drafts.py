"""Drafts (草稿): kept while a clerk types, offered after a crash, gone once saved or given up.

They are no records: outside the log, outside backups, never of a classified project.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from db.drafts import DraftStore
from db.unit_of_work import ReadView
from desktop_app.domain.draft import Draft, DraftPlace
from desktop_app.domain.record import Subject
from desktop_app.use_cases.desk import Desk


def drafts(desk: Desk) -> tuple[Draft, ...]:
    """The drafts of this workspace, the newest first; those of records gone are dropped."""
    store = _store(desk)
    found, lost = [], []
    with desk.workspace.read() as view:
        for key, body in store.all():
            draft = _read(body)
            if draft is None or draft.key != key or not _may_be_kept(view, draft.place.subjects):
                lost.append(key)
            else:
                found.append(draft)
    if lost and not desk.workspace.is_read_only:
        store.drop(lost)
    return tuple(found)


def keep_draft(desk: Desk, draft: Draft) -> bool:
    """Keep a draft in the place of an earlier one; False where nothing may be kept."""
    if desk.workspace.is_read_only:
        return False
    with desk.workspace.read() as view:
        may = _may_be_kept(view, draft.place.subjects)
    if not may:
        _store(desk).drop((draft.key,))
        return False
    _store(desk).put(draft.key, _written(draft), draft.saved_at.isoformat())
    return True


def drop_drafts(desk: Desk, keys: Iterable[str]) -> None:
    """Forget drafts: saved, or given up on purpose."""
    if not desk.workspace.is_read_only:
        _store(desk).drop(keys)


def drop_drafts_about(desk: Desk, subject: Subject) -> None:
    """Forget every draft about a record (涉密)."""
    drop_drafts(desk, [each.key for each in drafts(desk) if subject in each.place.subjects])


def _store(desk: Desk) -> DraftStore:
    return DraftStore(desk.workspace.folder, desk.workspace.key)


def _may_be_kept(view: ReadView, subjects: Iterable[Subject]) -> bool:
    """Whether the records are there and none is classified."""
    keys = {each.id for each in subjects if each.kind == "project"}
    found = view.projects.many(keys)
    return len(found) == len(keys) and not any(each.is_classified for each in found)


def _written(draft: Draft) -> str:
    place = draft.place
    return json.dumps(
        {
            "kind": place.kind,
            "title": place.title,
            "about": place.about,
            "subjects": [[each.kind, each.id] for each in place.subjects],
            "more": dict(place.more),
            "turn": place.turn,
            "values": dict(draft.values),
            "saved_at": draft.saved_at.isoformat(),
            "actor": draft.actor,
        },
        ensure_ascii=False,
    )


def _read(body: str) -> Draft | None:
    """The draft, None for one a later version can no longer read."""
    try:
        data = json.loads(body)
        subjects = tuple(Subject(str(kind), int(key)) for kind, key in data["subjects"])
        named = (data["kind"], data["title"], data["about"], subjects, data["more"], data["turn"])
        place = DraftPlace(*named)
        moment = datetime.fromisoformat(data["saved_at"])
        return Draft(place, data["values"], moment, data["actor"])
    except (ValueError, KeyError, TypeError):
        return None
