"""The commands of missions and their options; what they do is imported when they run, so that help comes at once."""

from typing import Annotated, Final

import typer

from bot.cli.options import HomeOption, InterfaceLanguage, JsonOption, explained
from bot.texts import text

mission: Final = typer.Typer(help=explained("mission"), invoke_without_command=True)
NameOption = Annotated[str | None, typer.Option("--name", metavar="NAME", help=explained("mission_name"))]


@mission.callback(help=explained("mission"))
def design_mission(
    ctx: typer.Context, name: NameOption = None, home: HomeOption = None, lang: InterfaceLanguage = None
) -> None:
    """Design a mission where no other command is named."""
    if ctx.invoked_subcommand is not None:
        if lang is not None or name is not None:
            raise typer.BadParameter(text("use.mission_options_after", "en", command=ctx.invoked_subcommand))
        return
    from bot.cli.missions.talking import design  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        design(run, name=name)


@mission.command("list", help=explained("mission_list"))
def mission_list(
    ctx: typer.Context,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """List one's missions."""
    from bot.cli.missions.files import list_missions  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        list_missions(run, as_json=as_json)


@mission.command("export", help=explained("mission_export"))
def mission_export(
    ctx: typer.Context,
    mission_id: Annotated[str, typer.Argument(metavar="ID", help=explained("mission_id"))],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=explained("mission_kind"))] = "everything",
    out: Annotated[str | None, typer.Option("--out", metavar="FILE", help=explained("mission_out"))] = None,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
) -> None:
    """Write a mission as a file."""
    from bot.cli.missions.files import export_mission  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        export_mission(run, mission_id, kind=kind, out=out)


@mission.command("import", help=explained("mission_import"))
def mission_import(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help=explained("mission_file"))],
    name: NameOption = None,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
) -> None:
    """Take a mission in from a file."""
    from bot.cli.missions.files import import_mission  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        import_mission(run, file, name=name)
