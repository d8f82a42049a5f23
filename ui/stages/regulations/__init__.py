"""The tab 法规."""
