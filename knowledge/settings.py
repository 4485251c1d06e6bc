"""Ledfyr's settings: one class, one prefix, created only where a program starts."""

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import SettingsInvalid
from knowledge.language import Language


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


def read_settings(*, home: Path | None = None) -> LedfyrSettings:
    """The settings of this run; `home` given on the command line comes first. Raises SettingsInvalid."""
    try:
        settings = LedfyrSettings() if home is None else LedfyrSettings(home=home)
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][0]) if fault["loc"] else ""
        raise SettingsInvalid(f"LEDFYR_{name.upper()}", fault=fault["msg"]) from error
    return settings.model_copy(update={"home": settings.home.expanduser().absolute()})
