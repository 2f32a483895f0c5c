"""Commands of the roof: set-up, loading, checks."""
