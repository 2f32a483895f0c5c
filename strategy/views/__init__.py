"""The pages of the strategy, one noun a file."""
