"""The tab 基础数据."""
