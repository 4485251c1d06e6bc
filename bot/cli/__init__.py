"""The command `ledfyr`: ask, bench, chat, ingest, library."""

from bot.cli.app import main

__all__ = ["main"]
