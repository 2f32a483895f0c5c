"""Sentences written from results."""
