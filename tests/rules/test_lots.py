"""A register of projects drawn by lot stands below another, names projects and draws a share."""

import pytest

from desktop_app.rules.loader import load_pack, read_pack_folder
from resources import resource

ITEM = 'owner = "audit_round"\nof_project = "required"\nname = "note"\nlot = '


def faults(old, new):
    files = dict(read_pack_folder(resource("rule_packs", "yiyang-2020")))
    text = files["registers.toml"].decode()
    assert text.count(old) == 1
    files["registers.toml"] = text.replace(old, new).encode()
    return [fault.message for fault in load_pack(files).faults]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rate = "house.audit_rate"', 'rate = "house.audit_by"', "“house.audit_by”不是比例"),
        ('rate = "house.audit_rate"', 'rate = "house.nobody"', "不认识“house.nobody”"),
        ('among = "route_amount <', 'among = "no_amount <', "不认识“no_amount”"),
        (ITEM, ITEM.replace("required", "optional"), "抽取项目的台账要属于另一个台账"),
        (ITEM, ITEM.replace("audit_round", "none"), "抽取项目的台账要属于另一个台账"),
    ],
)
def test_a_lot_that_cannot_be_drawn_is_a_fault(old, new, told):
    assert any(told in message for message in faults(old, new))
