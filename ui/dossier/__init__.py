"""One project's papers on screen, in whatever stage it stands: checks, steps, money, recording."""
