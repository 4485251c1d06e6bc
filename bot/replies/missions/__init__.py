"""Replies around a mission in the making: what is asked, written, found and decided, in words (pure)."""
