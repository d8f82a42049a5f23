"""The command line run in this process on a copy of a small prepared workspace."""

import io
import json
import shutil
from datetime import date, datetime, timedelta, timezone

import pytest

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.cli.usage_words import UsageError
from desktop_app.domain.project import FundingLine
from desktop_app.use_cases.reserve_pool.editing import Application, add_application
from desktop_app.use_cases.workspaces import create_workspace, open_desk
from desktop_app.values.money import fen_from_wan

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def clock():
    return NOW


def _application(name, unit, wan):
    return Application(
        name, unit, "new", "business", f"{name}的目标", f"{name}的内容", f"{name}的路线", "不需要",
        declared_fen=fen_from_wan(wan), funding=(FundingLine("county", fen_from_wan(wan)),),
        applied_on=date(2026, 7, 10), recorded={"by_reference_kind": "none"},
    )  # fmt: skip


@pytest.fixture(scope="session")
def seed(tmp_path_factory):
    """A workspace with two units and three applications."""
    folder = tmp_path_factory.mktemp("seed") / "ws"
    create_workspace(folder, clock=clock, program="test", office_name="县数据资源管理局")
    desk = open_desk(folder, clock=clock, program="test", operator="经办人甲")
    with desk.workspace.begin(desk.act("seed", "登记单位")) as uow:
        school = uow.units.add(name="县教育局", kind="department", owner_type="administration").id
        town = uow.units.add(name="杜村乡人民政府", kind="township").id
    for name, unit, wan in (
        ("食堂监管", school, 120),
        ("云资源", school, 88.5),
        ("一体机", town, 20),
    ):
        add_application(desk, _application(name, unit, wan))
    desk.workspace.close()
    return folder


def copied(seed, folder):
    """A workspace with its key as a copy at another place."""
    shutil.copytree(seed, folder)
    shutil.copy(seed.with_suffix(".key"), folder.with_suffix(".key"))
    return folder


@pytest.fixture
def folder(seed, tmp_path):
    return copied(seed, tmp_path / "ws")


class Console:
    """Runs command lines on one workspace; keeps the exit code and what was printed."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *words):
        out, err = io.StringIO(), io.StringIO()
        arguments = [str(word) for word in words]
        if "--data" not in arguments:
            arguments += ["--data", str(self.folder)]
        try:
            parsed = parse(arguments)
        except UsageError as problem:
            return 2, str(problem)
        code = run(parsed, Surroundings(clock, "test", self.folder, out, err))
        return code, out.getvalue() + err.getvalue()

    def json(self, *words):
        code, text = self(*words, "--json")
        return code, json.loads(text)


@pytest.fixture
def console(folder):
    return Console(folder)
