"""Writes of the roof: loading data, the sample year, checks."""
