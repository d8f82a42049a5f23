"""Contacts in exports of base data and the pool: masked, and stars never become a value."""

from openpyxl import load_workbook

from desktop_app.use_cases.base_data import experts, save_unit, units
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.preview import preview_import

PHONE, NEW_PHONE, CONTACT = "13856600004", "13956619999", "司徒雁"
MASKED = "138****0004"


def cells_of(path):
    return {str(c.value): c for line in load_workbook(path).active.iter_rows() for c in line}


def edited(path, **changes):
    """The workbook with these cells, found by what they hold, changed."""
    book = load_workbook(path)
    cells = {str(c.value): c for line in book.active.iter_rows() for c in line}
    for old, new in changes.items():
        cells[old.removeprefix("_")].value = new
    book.save(path)
    return path


def taken(desk, path):
    return apply_import(desk, preview_import(desk, [path]))


def with_contact(office):
    """The unit the tests look at, its contact registered."""
    key = office.unit("县教育局")
    save_unit(office.desk, key, contact=CONTACT, phone=PHONE)
    return key


def unit_of(office, key):
    return next(each for each in units(office.desk) if each.id == key)


def test_contacts_of_units_leave_masked_and_come_back_as_they_are(office, tmp_path):
    key, path = with_contact(office), tmp_path / "单位.xlsx"
    export_sheet(office.desk, "units", path)
    shown = cells_of(path)
    assert {MASKED, "司**"} <= shown.keys()
    assert not {PHONE, CONTACT} & shown.keys()
    before = office.digest()
    assert taken(office.desk, path).changed == 0
    assert office.digest() == before

    assert taken(office.desk, edited(path, **{f"_{MASKED}": NEW_PHONE})).changed == 1
    kept = unit_of(office, key)
    assert (kept.contact, kept.phone) == (CONTACT, NEW_PHONE)


def test_a_mask_of_something_else_is_told_at_its_cell_and_stores_nothing(office, tmp_path):
    key, path = with_contact(office), tmp_path / "单位.xlsx"
    export_sheet(office.desk, "units", path)
    edited(path, **{f"_{MASKED}": "139****9999"})
    (problem,) = preview_import(office.desk, [path]).preview.files[0].problems
    assert problem.message == "“联系电话”遮着一部分，不是完整的内容"
    taken(office.desk, path)
    assert unit_of(office, key).phone == PHONE


def test_the_full_list_asks_for_a_reason_that_is_logged(office, tmp_path):
    with_contact(office)
    export_sheet(office.desk, "units", tmp_path / "全.xlsx", reason="催报联系")
    assert {PHONE, CONTACT} <= cells_of(tmp_path / "全.xlsx").keys()
    with office.desk.workspace.read() as view:
        event = view.events.latest(1)[0]
    assert (event.act, event.reason) == ("personal_export", "催报联系")
    assert "联系人、联系电话" in event.title


def test_an_expert_is_known_by_name_and_keeps_the_telephone(office, tmp_path):
    with office.desk.workspace.begin(office.desk.act("seed", "专家")) as uow:
        uow.experts.add(name=CONTACT, unit_name="某大学", field="网络", phone=PHONE)
    path = tmp_path / "专家.xlsx"
    export_sheet(office.desk, "experts", path)
    assert {CONTACT, MASKED} <= cells_of(path).keys()
    assert taken(office.desk, edited(path, _网络="数据")).changed == 1
    (kept,) = [each for each in experts(office.desk) if each.name == CONTACT]
    assert (kept.field, kept.phone) == ("数据", PHONE)


def test_an_application_that_comes_back_masked_keeps_its_contact(office, tmp_path):
    project = office.apply("智慧停车", recorded={"contact": CONTACT, "phone": PHONE})
    path = tmp_path / "储备库.xlsx"
    export_sheet(office.desk, "reserve_pool", path)
    assert not {PHONE, CONTACT} & cells_of(path).keys()
    assert taken(office.desk, path).changed == 0
    assert taken(office.desk, edited(path, _智慧停车的目标="另一个目标")).changed == 1
    kept = office.project(project)
    assert (kept.goal, kept.recorded["phone"]) == ("另一个目标", PHONE)

    edited(path, **{f"_{MASKED}": "139****9999"})
    (problem,) = preview_import(office.desk, [path]).preview.files[0].problems
    assert "遮着一部分" in problem.message
