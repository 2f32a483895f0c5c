"""The tables of the list pages, one noun a file."""
