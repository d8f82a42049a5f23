"""The tab 审批."""
