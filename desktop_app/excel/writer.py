"""Everything that writes a workbook of our own."""

from desktop_app.excel.listing import Listing, write_list, write_lists
from desktop_app.excel.template import write_template

__all__ = ["Listing", "write_list", "write_lists", "write_template"]
