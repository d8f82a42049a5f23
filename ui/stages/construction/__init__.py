"""The tab 建设."""
