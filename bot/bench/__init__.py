"""Measures how quick and how large Ledfyr is."""
