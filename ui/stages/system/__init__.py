"""The tab 系统."""
