"""The options that commands share, with their help."""

from pathlib import Path
from typing import Annotated

import typer

from bot.texts import text
from knowledge.language import Language


def explained(key: str) -> str:
    """A help text; the command line's help is in English."""
    return text(f"help.{key}", "en")


HomeOption = Annotated[Path | None, typer.Option("--home", metavar="DIR", help=explained("home"))]
QuestionLanguage = Annotated[Language | None, typer.Option("--lang", help=explained("lang"))]
InterfaceLanguage = Annotated[Language | None, typer.Option("--lang", help=explained("interface"))]
JsonOption = Annotated[bool, typer.Option("--json", help=explained("json"))]
