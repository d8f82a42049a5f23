"""Registers (台账): the list of rows, one row in full, keying a row in."""
