"""Workbooks coming back: preview, all-or-nothing commit, annotated returns, undo."""
