"""Everything the loader checks beyond the shape of single entries."""
