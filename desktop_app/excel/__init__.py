"""Workbooks in and out: one sheet specification serves template, reader, export and annotation."""
