"""Registers (台账) of a regime: their rows listed, keyed in, corrected and taken out."""
