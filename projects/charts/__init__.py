"""Drawings of projects, made on the server."""
