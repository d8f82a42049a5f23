from pathlib import Path

from desktop_app.rules.loader import available_packs, load_pack, pack_digest, read_pack_folder


def test_digest_changes_with_any_byte_and_not_with_the_order(files):
    turned = dict(reversed(files.items()))
    changed = {**files, "rules.toml": files["rules.toml"] + b" "}

    assert pack_digest(files) == pack_digest(turned)
    assert pack_digest(files) != pack_digest(changed)
    assert len(pack_digest(files)) == 64


def test_pack_loads_from_stored_bytes_with_its_digest(files):
    pack = load_pack(files).pack

    assert pack is not None
    assert pack.digest == pack_digest(files)


def test_folder_is_read_without_its_notes(tmp_path: Path, files):
    folder = tmp_path / "county"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "README.md").write_text("说明", "utf-8")

    assert read_pack_folder(folder) == files
    assert [source.id for source in available_packs(tmp_path)] == ["county"]


def test_encoding_other_than_utf8_is_a_fault(files):
    files["rules.toml"] = "# 说明".encode("gbk")

    assert "UTF-8" in load_pack(files).faults[0].message


def test_byte_order_mark_is_a_fault(files):
    files["facts.toml"] = b"\xef\xbb\xbf" + files["facts.toml"]

    assert [fault.message for fault in load_pack(files).faults] == ["文件带有 BOM 标记"]


def test_key_written_twice_is_named(files):
    files["facts.toml"] += b"a = 1\na = 2\n\n"

    fault = load_pack(files).faults[0]

    assert fault.message == "同一个键写了两次"
    assert fault.key.startswith("第")


def test_head_faults_are_found(files):
    office = b'[[office]]\nrole = "audit"\nlabel = "x"\nnames = [{ name = "x" }]\n'
    unit = b'[[office]]\nrole = "unit"\nlabel = "x"\nnames = [{ name = "x" }]\n'
    files["pack.toml"] += office + unit

    keys = [fault.key for fault in load_pack(files).faults]

    assert keys == ["office[3].role", "office[4].role"]


def test_version_must_have_three_parts(files):
    files["pack.toml"] = files["pack.toml"].replace(b'"1.0.0"', b'"1"')

    fault = load_pack(files).faults[0]

    assert (fault.key, fault.advice) == ("version", "写成三段数字，如 1.0.0")
