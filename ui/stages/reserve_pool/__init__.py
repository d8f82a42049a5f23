"""The tab 储备库."""
