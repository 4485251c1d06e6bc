"""What Ledfyr replies, worded but not yet drawn: the last thing before Discord or the terminal."""
