"""One file per shape; its number is the number of the shape it makes."""
