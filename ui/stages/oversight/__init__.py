"""The tab 监督."""
