"""Row keys, one type per table; numbers people read (project code) are text, never keys."""

from typing import NewType

UnitId = NewType("UnitId", int)
ExpertId = NewType("ExpertId", int)
SystemId = NewType("SystemId", int)
CatalogueItemId = NewType("CatalogueItemId", int)
ProjectId = NewType("ProjectId", int)
RoundId = NewType("RoundId", int)
RecipientId = NewType("RecipientId", int)
CaseId = NewType("CaseId", int)
StepRecordId = NewType("StepRecordId", int)
PaperId = NewType("PaperId", int)
IncomingPaperId = NewType("IncomingPaperId", int)
BatchId = NewType("BatchId", int)
EventId = NewType("EventId", int)
EntryId = NewType("EntryId", int)
CampaignId = NewType("CampaignId", int)
"""The register entry that holds a voucher campaign; rows of vouchers carry it."""
