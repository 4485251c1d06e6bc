"""Brings documents in: load, normalise, split, embed, publish."""
