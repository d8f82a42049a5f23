"""Long lists of other offices' systems: any column order, hundreds of thousands of rows."""
