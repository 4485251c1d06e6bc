"""The mission in Discord: thin shells around the guide, in a thread of its own."""
