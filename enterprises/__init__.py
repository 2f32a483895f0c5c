"""Enterprises and parks: honours and cultivation pools."""
