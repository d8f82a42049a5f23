"""Handing workbooks out to units and offices, and knowing who has not returned them."""
