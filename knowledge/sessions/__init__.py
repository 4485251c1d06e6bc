"""Guided sessions: a group designs a mission step by step, and nothing anybody wrote is lost."""
