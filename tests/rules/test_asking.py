"""A fact said to be recorded at a step must be asked there, or nobody can record it."""

import pytest

from desktop_app.rules.asking import never_asked

FACT = '[[fact]]\nid = "note"\ntype = "text"\nlabel = "说明"\nasked_at = ["record", "entry.one"]\n'
STEP = """
[[procedure]]
id = "entry"
title = "入库"
stage = "reserve_pool"
rows = ["M-2"]
[[procedure.step]]
id = "one"
title = "一"
actor = "authority"
outcomes = ["done"]
"""


@pytest.mark.parametrize(
    ("asks", "told"), [("", ["fact[note].asked_at[2]"]), ('asks = ["note"]\n', [])]
)
def test_a_step_named_but_not_asking_is_told(load_with, asks, told):
    loaded = load_with(facts=FACT, procedures=STEP + asks)
    assert loaded.faults == ()  # what a workspace keeps stays readable
    assert [fault.key for fault in never_asked(loaded.pack)] == told
