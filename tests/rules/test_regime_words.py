"""A regime's own words: the name of a tab, headings of the application form, columns left out."""

from desktop_app.rules.loader import load_pack, read_pack_folder
from resources import resource

FOLDER = ("rule_packs", "dongying-2024")


def faults(**replaced):
    """The faults of a sound pack with other text at the end of a file."""
    files = dict(read_pack_folder(resource(*FOLDER)))
    for name, (old, new) in replaced.items():
        file = f"{name}.toml"
        text = files[file].decode()
        assert old in text
        files[file] = text.replace(old, new, 1).encode()
    return [(fault.key, fault.message) for fault in load_pack(files).faults]


def test_a_heading_for_a_column_there_is_not_is_a_fault():
    found = faults(sheets=("titles = { by_reference_kind", "titles = { by_reference_kinds"))
    assert any("by_reference_kinds" in problem for _, problem in found)


def test_the_columns_the_program_needs_cannot_be_left_out():
    found = faults(
        sheets=('without = ["uses_platform"', 'without = ["is_classified", "uses_platform"')
    )
    assert any("“is_classified”这一列不能去掉" in problem for _, problem in found)


def test_only_the_application_form_is_changed():
    found = faults(sheets=('id = "reserve_pool"\ntitle', 'id = "units"\ntitle'))
    assert {problem for _, problem in found} >= {"只有 reserve_pool 可以改列"}


def test_a_tab_there_is_not_cannot_be_named():
    found = faults(pack=("tab_titles = { reserve_pool", "tab_titles = { pool"))
    assert any("tab_titles" in key for key, _ in found)
