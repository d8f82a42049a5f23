"""Which module opens the dialog of a draft again, by kind; each offers `reopen(shell, draft)`.

What stands behind a dot in a kind is the module's own.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from ui.shell import Shell

if TYPE_CHECKING:  # not before the first paint
    from desktop_app.domain.draft import Draft

REOPENERS = {
    "application": "ui.stages.reserve_pool.application_dialog",
    "merge": "ui.stages.reserve_pool.merge_dialog",
    "need": "ui.stages.reserve_pool.need_dialog",
    "record": "ui.dossier.record_dialog",
    "decide": "ui.dossier.decide_dialog",
    "resubmit": "ui.dossier.resubmit_dialog",
    "facts": "ui.dossier.facts_dialog",
    "letter": "ui.papers.dialog",
    "dispatch": "ui.papers.dispatch_dialog",
    "incoming": "ui.papers.incoming_dialog",
    "note": "ui.widgets.note_dialog",
    "duty": "ui.dossier.duty_dialog",
    "duties": "ui.stages.home.duties_dialog",
    "entry": "ui.registers.entry_dialog",
    "personal": "ui.registers.personal_forms",
    "unit": "ui.stages.base_data.unit_dialog",
    "unit_turn": "ui.stages.base_data.turn_dialogs",
    "office": "ui.stages.base_data.offices_pane",
    "handover": "ui.dossier.handover_dialog",
    "repin": "ui.dossier.repin_dialog",
    "split": "ui.dossier.split_dialog",
    "setting": "ui.stages.regulations.settings",
    "reading": "ui.stages.regulations.readings",
    "amendment": "ui.stages.regulations.amend_dialog",
    "plan": "ui.stages.annual_plan.forms",
    "planning": "ui.stages.annual_plan.planning_form",
    "vouchers": "ui.stages.vouchers.forms",
    "voucher_lists": "ui.stages.vouchers.list_forms",
    "voucher_purge": "ui.stages.vouchers.purge_form",
}


class Reopener(Protocol):
    """What the module of a dialog offers."""

    def reopen(self, shell: Shell, draft: "Draft") -> None:
        """Open the dialog again for the records of a draft."""


def reopen(shell: Shell, draft: "Draft") -> None:
    """Open the dialog of a draft; it fills itself in."""
    module = cast("Reopener", import_module(REOPENERS[draft.place.kind.partition(".")[0]]))
    shell.drafts.reopen(draft, lambda: module.reopen(shell, draft))
