"""What can go wrong where the bot meets Discord; facts as attributes, never a person's words.

BotError (LedfyrError)
├── TokenMissing           no Discord token is set
├── TokenRefused           Discord does not know the token
├── DiscordUnreachable     Discord does not answer
├── ExchangeGone           what a button belongs to has been deleted
├── PermissionsMissing     the bot lacks permissions in a place
├── PreviewMissing         the extra that draws the preview is not installed
├── PortTaken              the port for the preview is in use
└── BrowserMissing         no Chromium is there to take pictures with
"""

from knowledge.errors import LedfyrError


class BotError(LedfyrError):
    """Something is wrong between the bot and Discord."""


class TokenMissing(BotError):
    """No Discord token is set."""


class TokenRefused(BotError):
    """Discord does not know the token."""


class DiscordUnreachable(BotError):
    """Discord does not answer; `fault` is a short technical word on why."""

    def __init__(self, *, fault: str = "") -> None:
        super().__init__(fault)
        self.fault = fault


class ExchangeGone(BotError):
    """The question and answer that a button belongs to have been deleted, by the person or by age."""


class PermissionsMissing(BotError):
    """The bot lacks permissions; `permissions` are discord.py's names for them ("create_public_threads")."""

    def __init__(self, permissions: tuple[str, ...]) -> None:
        super().__init__(", ".join(permissions))
        self.permissions = permissions


class PreviewMissing(BotError):
    """The extra that draws the preview is not installed."""


class PortTaken(BotError):
    """The port for the preview is in use, or may not be."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


class BrowserMissing(BotError):
    """No Chromium is there to take pictures with, or none that starts."""
