"""Reads of enterprises and parks."""
