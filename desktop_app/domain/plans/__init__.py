"""The yearly plan as frozen models and pure functions: items, ranking, ceiling, opinions."""
