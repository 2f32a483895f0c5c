"""Sentences about enterprises and parks."""
