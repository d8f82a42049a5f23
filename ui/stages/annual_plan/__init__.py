"""The tab 年度计划."""
