"""The tab 验收."""
