"""Long lists of voucher campaigns: what they hold, the checks on them, samples and sums."""
