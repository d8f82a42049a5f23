"""A campaign of the shipped plan with merchants that take part, for the command line."""

import io
import json
from datetime import date

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.domain.register import Owner
from desktop_app.use_cases.registers.editing import EntryDraft, save_entry
from desktop_app.use_cases.vouchers.starting import start_campaign
from tests.scenario import voucher_lists as lists


def place_merchants(desk, codes):
    """Merchants of these trades by code, as if admitted in August."""
    key = start_campaign(desk)
    number = 0
    for trade, shops in codes.items():
        for code in shops:
            number += 1
            cells = {"number": number, "name": f"{trade}{number}号店", "credit_code": code,
                     "category": trade}  # fmt: skip
            save_entry(desk, EntryDraft("merchant", cells, Owner(parent_id=key)))
    with desk.workspace.begin(desk.act("fill", "商户参与")) as uow:
        rows = uow.registers.of_register("merchant")
        uow.registers.change_many(
            {
                row.id: {"state": "m_active", "cells": {**row.cells, "joined_on": "2024-08-01"}}
                for row in rows
            }
        )
        batch = next(
            r for r in uow.registers.of_register("voucher_batch") if r.cells["number"] == 1
        )
        uow.registers.change(batch.id, state="batch_open")
    return key


class Shell:
    """The command line on one workspace."""

    def __init__(self, folder, clock):
        self.folder, self.clock = folder, clock

    def __call__(self, *words, command="vouchers"):
        out = io.StringIO()
        around = Surroundings(self.clock, "test", self.folder, out, out)
        code = run(parse([command, *words, "--data", str(self.folder), "--json"]), around)
        return code, json.loads(out.getvalue())


def small_list():
    """Twelve redemptions: one below the threshold, one at a stranger's, one too high a bracket."""
    platform = lists.Platform(seed=3)
    platform.general(100, 6)
    platform.appliances(200, 3)
    platform.cars("fuel", 60_000, 2000, 2)
    platform.cars("fuel", 49_999.99, 2000, 1)
    platform.rows[0]["消费金额"] = "499.99"
    platform.rows[1]["商户代码"] = lists.STRANGERS[0]
    return platform


FEW = {trade: codes[:2] for trade, codes in lists.MERCHANTS.items()}
JANUARY = date(2025, 1, 10)
