"""The rules of the self-check, by what they look at."""
