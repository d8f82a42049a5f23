"""A voucher campaign from its plan to the payout."""
