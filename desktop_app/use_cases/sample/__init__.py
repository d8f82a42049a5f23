"""The sample workspace: a made-up year of a county, played through the use cases."""
