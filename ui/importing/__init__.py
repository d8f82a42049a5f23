"""The import wizard: choose files, match columns, preview, done."""
