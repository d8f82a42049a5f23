"""Set-up, start and checks of a source checkout, with the standard library only."""
