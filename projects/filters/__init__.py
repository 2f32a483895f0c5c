"""The filters of the project list."""
