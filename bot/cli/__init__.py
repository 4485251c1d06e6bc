"""The command `ledfyr`: ask, chat, ingest, library."""

from bot.cli.app import main

__all__ = ["main"]
