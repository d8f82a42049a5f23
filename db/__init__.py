"""The encrypted workspace on disk."""
