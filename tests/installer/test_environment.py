"""The set-up of a fresh machine, as far as it can be shown without making another environment."""

import re
import sys
import tomllib

import pytest

from installer import environment, system_packages
from installer.__main__ import main
from installer.environment import LOCK, ROOT, SetupError, prepare
from installer.system_packages import Need, provide

REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)


def test_every_locked_package_has_a_hash_and_no_host_is_named():
    text = LOCK.read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    unhashed = [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]
    assert unhashed == []
    assert "://" not in text


def test_the_lock_holds_every_dependency_and_the_build_backend():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    wanted += project["build-system"]["requires"]
    names = {re.split(r"[=<>! ]", each)[0].lower() for each in wanted}
    locked = {name for name, _ in REQUIREMENT.findall(LOCK.read_text("utf-8"))}
    assert names - locked == set()


def test_qt_is_pinned_to_the_version_old_systems_can_load():
    assert ("pyside6-essentials", "6.9.3") in REQUIREMENT.findall(LOCK.read_text("utf-8"))


def test_a_python_that_is_too_old_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SetupError, match=r"3\.11 至 3\.13"):
        prepare()


def test_an_environment_of_another_list_is_not_taken_as_ready(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "FOLDER", tmp_path)
    (tmp_path / "hengce-lock.sha256").write_text("another", "ascii")
    (tmp_path / "left-over").touch()
    monkeypatch.setattr(environment.venv, "create", lambda folder, **_: folder.mkdir())
    monkeypatch.setattr(environment, "_pip", lambda *_: None)
    prepare()
    assert not (tmp_path / "left-over").exists()


def test_without_root_the_exact_command_is_printed(monkeypatch, capsys):
    monkeypatch.setattr(system_packages.sys, "platform", "linux")
    monkeypatch.setattr(system_packages.shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    provide((Need("libegl1", lambda: False), Need("libgl1", lambda: True)))
    expected = "sudo apt-get install -y --no-install-recommends libegl1"
    assert expected in capsys.readouterr().out


def test_nothing_is_said_when_every_package_is_there(monkeypatch, capsys):
    monkeypatch.setattr(system_packages.sys, "platform", "linux")
    provide((Need("libegl1", lambda: True),))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("library", "missing"), [("libsclo.so", "writer"), ("libswlo.so", "calc")])
def test_an_office_of_one_part_lacks_the_other(monkeypatch, tmp_path, library, missing):
    (tmp_path / library).touch()
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setattr(system_packages.shutil, "which", lambda _: str(program))
    offices = [need for need in system_packages.CHECKS if need.package.startswith("libreoffice-")]
    assert [need.package for need in offices if not need.is_there()] == [
        f"libreoffice-{missing}-nogui"
    ]


def test_no_office_has_no_part(monkeypatch):
    monkeypatch.setattr(system_packages.shutil, "which", lambda _: None)
    assert not system_packages.has_office_part("sw")


@pytest.mark.parametrize("arguments", [[], ["walk"]])
def test_wrong_usage_prints_the_usage_and_ends_with_2(arguments, capsys):
    assert main(arguments) == 2
    assert "python3 -m installer" in capsys.readouterr().out
