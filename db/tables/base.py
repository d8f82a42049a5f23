"""What every table shares: whole numbers for keys that are never used twice."""

from typing import Any, ClassVar

from pydantic import ConfigDict
from sqlmodel import Field, SQLModel

NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}
"""Table setting: the key of an undone row is not given out again (the log names rows by it)."""


class Row(SQLModel):
    """One stored row; `id` is None only before it is stored."""

    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]

    __table_args__: ClassVar[Any] = NEVER_REUSED

    id: int | None = Field(default=None, primary_key=True)
