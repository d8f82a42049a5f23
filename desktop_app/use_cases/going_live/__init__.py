"""An office starts with years of projects in mid-life; units and projects change on the way."""
