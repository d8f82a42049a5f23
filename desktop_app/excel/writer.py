"""Everything that writes a workbook of our own."""

from desktop_app.excel.listing import write_list
from desktop_app.excel.template import write_template

__all__ = ["write_list", "write_template"]
