"""Questions in Discord: asked in many ways, answered in one message, gone on from in a thread."""
