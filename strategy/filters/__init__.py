"""The filters of the list pages, one noun a file."""
