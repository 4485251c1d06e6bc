"""The revisions, the first to the latest."""
