"""The layouts of papers, one module each, listed in `FORMS`."""
