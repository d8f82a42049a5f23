"""Takes the personal data of a campaign out of its lists; rows, sums and findings stay."""

from sqlalchemy import Connection, select

from db import tables
from db.segments import renew
from db.tracker import Tracker

CLEARED = {
    "voucher_redemption": {
        "account_key": "核销账号标记",
        "device_key": "设备标记",
        "person_key": "身份证号标记",
        "invoice": "发票号码",
        "vin": "车辆识别代号",
    },
    "voucher_issued": {"account_key": "领券账号标记"},
}
"""By list, the columns that are emptied and what they hold."""
PERSONS = "voucher_person"
OF_PERSONS = {"name": "姓名", "id_number": "身份证号", "phone": "电话"}


def counted(connection: Connection, campaign: int) -> dict[str, int]:
    """How much there is to be taken out, by what it is."""
    found = {
        label: _count(connection, PERSONS, column, campaign) for column, label in OF_PERSONS.items()
    }
    for table, columns in CLEARED.items():
        for column, label in columns.items():
            found[label] = _count(connection, table, column, campaign)
    return found


def _count(connection: Connection, table: str, column: str, campaign: int) -> int:
    statement = f"SELECT count({column}) FROM {table} WHERE campaign_id = ?"  # noqa: S608 - own names
    return int(connection.exec_driver_sql(statement, (campaign,)).scalar() or 0)


def clear(connection: Connection, tracker: Tracker, campaign: int) -> None:
    """Takes it out; what the log says of the lists is renewed with the same act."""
    for table, columns in CLEARED.items():
        emptied = ", ".join(f"{column} = NULL" for column in columns)
        statement = f"UPDATE {table} SET {emptied} WHERE campaign_id = ?"  # noqa: S608 - own names
        connection.exec_driver_sql(statement, (campaign,))
    connection.exec_driver_sql(f"DELETE FROM {PERSONS} WHERE campaign_id = ?", (campaign,))  # noqa: S608
    segment, file = tables.table("voucher_segment"), tables.table("voucher_file")
    own = select(segment.c.id).join(file, file.c.id == segment.c.file_id)
    gone = own.where(file.c.campaign_id == campaign, segment.c.table_name == PERSONS)
    tracker.delete(segment, list(connection.execute(gone).scalars()))
    renew(connection, tracker, campaign)
