"""Missions at the command line: the guided conversation, and files in and out."""
