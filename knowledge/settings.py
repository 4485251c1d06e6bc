"""Ledfyr's settings: one class, one prefix, created only where a program starts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from knowledge.errors import SettingsInvalid
from knowledge.journal import Keep, Retention
from knowledge.language import Language, Value

CommandLanguage = Literal["auto", "sv", "en"]
Snowflake = Annotated[int, Field(ge=1, lt=2**64)]


def without_credentials(url: str) -> str:
    """A URL as it may be shown: without user, password and what follows a question mark.

    Whatever stands before the last @ goes, also where a password was written with signs that a URL does not allow.
    """
    scheme, _, rest = url.partition("://")
    parts = urlsplit(f"{scheme}://{rest.rpartition('@')[2]}")
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def _server_url(url: str | None) -> str | None:
    """The address of a server without a slash at its end; ValueError where it is none."""
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0 or parts.query or parts.fragment:
        raise ValueError("http://host:port")
    return url.rstrip("/")


class GuildSettings(Value):
    """What holds in one Discord guild; None: as everywhere.

    `channels` are those where Ledfyr answers a mention, `roles` those whose members may ask; empty: all.
    """

    language: Language | None = None
    visible: bool | None = None
    channels: tuple[Snowflake, ...] = ()
    roles: tuple[Snowflake, ...] = ()


class LedfyrSettings(BaseSettings):
    """Every setting, read from the environment with the prefix `LEDFYR_`."""

    model_config = SettingsConfigDict(env_prefix="LEDFYR_", frozen=True, extra="ignore", env_ignore_empty=True)

    home: Annotated[Path, Field(description="The data folder: documents, library versions, remembered vectors.")] = (
        Field(default_factory=lambda: user_data_path("ledfyr", appauthor=False))
    )
    language: Annotated[Language, Field(description="The language where neither option nor question tells.")] = "sv"
    kept_versions: Annotated[int, Field(ge=1, le=50, description="How many library versions stay to go back to.")] = 3
    largest_file: Annotated[int, Field(ge=1, description="The largest file that is read, in MiB.")] = 100
    largest_text: Annotated[int, Field(ge=1, description="The largest Markdown, text or HTML file, in MiB.")] = 20
    chroma: Annotated[
        str | None,
        Field(description="A Chroma server's URL, http://host:port; None: vectors stand in each version's folder."),
        AfterValidator(_server_url),
    ] = None
    state: Annotated[SecretStr | None, Field(description="The state database's URL; None: SQLite in the home.")] = None
    contact: Annotated[str, Field(description="Who runs this Ledfyr and how to reach them.")] = ""
    discord_token: Annotated[SecretStr | None, Field(description="The bot's token.")] = None
    discord_guilds: Annotated[
        Mapping[Snowflake, GuildSettings], Field(description="What holds in each guild, as JSON by guild id.")
    ] = {}
    command_language: Annotated[
        CommandLanguage, Field(description="The language of command names; auto: English, Swedish for Swedish clients.")
    ] = "auto"
    visible: Annotated[bool, Field(description="Whether everybody in the channel sees the answers to /ask.")] = False
    questions_per_person: Annotated[int, Field(ge=1, description="How many questions a minute a person may ask.")] = 6
    questions_per_guild: Annotated[int, Field(ge=1, description="How many questions a minute a guild may ask.")] = 60
    keep_conversations: Annotated[Keep, Field(description='Days that conversations stay, or "keep".')] = 30
    keep_failures: Annotated[Keep, Field(description='Days that the log of failures stays, or "keep".')] = 30
    keep_told: Annotated[Keep, Field(description='Days that feedback and gaps stay, or "keep".')] = 365
    keep_citations: Annotated[Keep, Field(description='Days that the ids of cited passages stay, or "keep".')] = 365

    @property
    def retention(self) -> Retention:
        """For how long each kind of state is kept."""
        return Retention(conversations=self.keep_conversations, told=self.keep_told, citations=self.keep_citations)

    def guild(self, guild: int | None) -> GuildSettings:
        """What holds in a guild, the defaults where nothing is set or there is none."""
        return self.discord_guilds.get(guild, GuildSettings()) if guild is not None else GuildSettings()


def read_settings(*, home: Path | None = None) -> LedfyrSettings:
    """The settings of this run; `home` given on the command line comes first. Raises SettingsInvalid."""
    try:
        settings = LedfyrSettings() if home is None else LedfyrSettings(home=home)
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][0]) if fault["loc"] else ""
        raise SettingsInvalid(f"LEDFYR_{name.upper()}", fault=fault["msg"]) from error
    except SettingsError as error:
        # Only settings that hold JSON fail this way, before they are looked at one by one; the message names the field.
        name = next((name for name in LedfyrSettings.model_fields if f'"{name}"' in str(error)), "")
        raise SettingsInvalid(f"LEDFYR_{name.upper()}", fault="JSON") from error
    return settings.model_copy(update={"home": settings.home.expanduser().absolute()})
