"""What no linter knows: sizes, docstrings, names that belong in packs, paths that must exist."""

import ast
import re
import subprocess

LONGEST_MODULE = 300
LONGEST_RESOURCE_PATH = 150
PACK_NAMES = re.compile(
    r"qingyang|tunxi|dongying|yiyang|青阳|屯溪|东营|益阳|\b(?:QY|QV|TX|DY|YY)-\d{3}", re.IGNORECASE
)


def test_no_module_is_longer_than_the_limit(modules):
    too_long = {
        str(path): count
        for path in modules
        if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_MODULE
    }
    assert too_long == {}


def test_every_module_says_its_one_job(modules):
    silent = [str(p) for p in modules if ast.get_docstring(ast.parse(p.read_text("utf-8"))) is None]
    assert silent == []


def test_no_code_names_a_county_a_pack_or_a_register_row(modules):
    named = [str(path) for path in modules if PACK_NAMES.search(path.read_text("utf-8"))]
    assert named == []


def test_only_bootstrap_reads_the_clock(modules):
    readers = re.compile(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    offenders = [
        path.name
        for path in modules
        if path.name != "bootstrap.py" and readers.search(path.read_text("utf-8"))
    ]
    assert offenders == []


def test_resource_paths_fit_old_windows_folders(root):
    resources = root / "resources"
    long_paths = [
        str(path)
        for path in resources.rglob("*")
        if len(str(path.relative_to(root))) > LONGEST_RESOURCE_PATH
    ]
    assert long_paths == []


def test_the_top_level_holds_only_the_fixed_entries(root):
    listed = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    entries = {line.split("/")[0] for line in listed}
    fixed = {
        "pyproject.toml",
        "desktop_app",
        "resources",
        "ui",
        "db",
        "tests",
        "installer",
        "README.md",
    }
    assert {entry for entry in entries if not entry.startswith(".")} <= fixed


def test_the_readme_map_names_only_paths_that_exist(root):
    text = (root / "README.md").read_text("utf-8")
    code_map = text.split("<!-- map -->")[1]
    paths = re.findall(r"`((?:desktop_app|resources|ui|db|tests|installer)/[^`<>*\s]*)`", code_map)
    assert len(paths) > 10
    assert [path for path in paths if not (root / path).exists()] == []
