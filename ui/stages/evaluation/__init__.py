"""The tab 绩效运维."""
