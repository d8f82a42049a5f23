"""Frozen models and pure functions of each stage."""
