"""Designing a mission with a group: one guide for every front end, and the way it is met in Discord."""
