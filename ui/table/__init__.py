"""The grid: rows in memory, filters per column, sorting, footer, clipboard."""
