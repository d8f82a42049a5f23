"""The consumption-voucher campaign: what the commerce bureau does with it, one verb each."""
