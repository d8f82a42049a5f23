"""Consumption-voucher campaigns as frozen models and pure functions: plan, sums, rehearsal."""
