"""The table of the project list."""
