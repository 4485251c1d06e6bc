"""The preview: the real bot in a simulated Discord, on a page of this machine."""
