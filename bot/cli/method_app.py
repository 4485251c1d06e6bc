"""The commands of the method and their options; what they do is imported when they run, so that help comes at once."""

from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.options import HomeOption, InterfaceLanguage, JsonOption, explained

method: Final = typer.Typer(help=explained("method"), no_args_is_help=True)


@method.command("check", help=explained("method_check"))
def method_check(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=explained("method_dir"))] = None,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Check the files of the method."""
    from bot.cli.method import check  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        check(run, folder, as_json=as_json)


@method.command("copy", help=explained("method_copy"))
def method_copy(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=explained("method_into"))],
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
) -> None:
    """Copy the files of the method."""
    from bot.cli.method import copy  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        copy(run, folder)
