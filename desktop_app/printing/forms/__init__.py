"""The layouts of papers, one module each, listed in `FORMS` of `desktop_app.printing.render`."""
