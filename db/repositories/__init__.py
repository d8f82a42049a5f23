"""One class per kind of record: rows in, frozen models out."""
