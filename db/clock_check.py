"""Whether the clock of the PC may be wrong: the log was written at a later moment."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from db import tables

LEAST = timedelta(minutes=30)
"""Less is a clock that was put right, or another PC's."""


def clock_notice(engine: Engine, now: datetime) -> str:
    """What to tell where the last act was done later than it is now; empty where it was not."""
    event = tables.table("event")
    statement = select(event.c.at).order_by(event.c.id.desc()).limit(1)
    with engine.connect() as connection:
        last = connection.execute(statement).scalar()
    if last is None or datetime.fromisoformat(last) - now < LEAST:
        return ""
    local = datetime.fromisoformat(last).astimezone(now.tzinfo)
    return (
        f"电脑现在的时间是 {now:%Y-%m-%d %H:%M}，早于上一次操作的时间（{local:%Y-%m-%d %H:%M}）；"
        "请先核对电脑的日期和时间，否则登记的日期和期限会不对。"
    )
