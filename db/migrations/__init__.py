"""Steps from each older shape of the main file to the next, by Alembic."""
