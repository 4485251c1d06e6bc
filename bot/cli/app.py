"""The commands and their options; what they do is imported when they run, so that help comes at once."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.method_app import method
from bot.cli.missions.app import mission
from bot.cli.options import HomeOption, InterfaceLanguage, JsonOption, QuestionLanguage, explained
from bot.texts import text

app: Final = typer.Typer(
    help=explained("app"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 100},
)
library: Final = typer.Typer(help=explained("library"), no_args_is_help=True)
app.add_typer(library, name="library")
exam: Final = typer.Typer(help=explained("exam"), invoke_without_command=True)
app.add_typer(exam, name="exam")
app.add_typer(mission, name="mission")
app.add_typer(method, name="method")


def main() -> None:
    """Run `ledfyr`."""
    from bot.cli.run import steady_streams  # noqa: PLC0415 - see above

    steady_streams()
    app(prog_name="ledfyr")


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        try:
            typer.echo(f"ledfyr {version('ledfyr')}")
        except PackageNotFoundError:
            typer.echo("ledfyr")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", callback=_show_version, is_eager=True, help=explained("version"))
]


@app.callback()
def ledfyr(
    home: HomeOption = None,
    shown: VersionOption = False,  # noqa: FBT002 - an option that its callback sees to
) -> None:
    """Take what stands before the command's name."""


@app.command(help=explained("ask"))
def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help=explained("question"))] = None,
    batch: Annotated[
        Path | None,
        typer.Option("--batch", metavar="FILE", help=explained("batch")),
    ] = None,
    home: HomeOption = None,
    lang: QuestionLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Answer one question or a file of them."""
    from bot.cli.ask import ask_batch, ask_one  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    if (question is None) == (batch is None):
        raise typer.BadParameter(text("use.question_or_batch", "en"))
    with running(ctx, home=home, lang=lang, searching=True) as run:
        if batch is not None:
            ask_batch(run, batch)
        elif question is not None:
            ask_one(run, question, as_json=as_json)


@app.command(help=explained("chat"))
def chat(ctx: typer.Context, home: HomeOption = None, lang: QuestionLanguage = None) -> None:
    """Talk with the library."""
    from bot.cli.chat import talk  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        talk(run)


@app.command(help=explained("discord"))
def discord(ctx: typer.Context, home: HomeOption = None, lang: InterfaceLanguage = None) -> None:
    """Serve in Discord."""
    from bot.cli.discord import serve  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        serve(run)


@app.command(help=explained("preview"))
def preview(
    ctx: typer.Context,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help=explained("port"))] = 0,
    pictures: Annotated[Path | None, typer.Option("--pictures", metavar="DIR", help=explained("pictures"))] = None,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
) -> None:
    """Open the bot on a page of this machine."""
    from bot.cli.preview import play, take_pictures  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        if pictures is None:
            play(run, port=port)
        else:
            take_pictures(run, pictures)


@app.command(help=explained("ingest"))
def ingest(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help=explained("paths"))] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=explained("rebuild"))] = False,  # noqa: FBT002 - an option
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Take documents in."""
    from bot.cli.ingest import take_in  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        take_in(run, paths or [], rebuild=rebuild, as_json=as_json)


@library.command(help=explained("status"))
def status(
    ctx: typer.Context,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Show how the library stands."""
    from bot.cli.library import show_status  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        show_status(run, as_json=as_json)


@library.command("list", help=explained("list"))
def list_all(
    ctx: typer.Context,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """List every document."""
    from bot.cli.library import show_list  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        show_list(run, as_json=as_json)


@library.command("show", help=explained("show"))
def show_one(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help=explained("document"))],
    passages: Annotated[bool, typer.Option("--passages", help=explained("passages"))] = False,  # noqa: FBT002 - an option
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Show one document."""
    from bot.cli.library import show_document  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        show_document(run, document, passages=passages, as_json=as_json)


@library.command(help=explained("rollback"))
def rollback(
    ctx: typer.Context,
    version_id: Annotated[str | None, typer.Argument(metavar="[ID]", help=explained("version_id"))] = None,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Go back to an earlier version."""
    from bot.cli.library import roll_back  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        roll_back(run, version_id, as_json=as_json)


@app.command(help=explained("doctor"))
def doctor(
    ctx: typer.Context,
    quick: Annotated[bool, typer.Option("--quick", help=explained("quick_doctor"))] = False,  # noqa: FBT002 - an option
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Show how every part stands."""
    from bot.cli.doctor import examine, sound_settings  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with sound_settings() as wrong, running(ctx, home=home, lang=lang) as run:
        examine(run, wrong, quick=quick, as_json=as_json)


@exam.callback(help=explained("exam"))
def own_exam(
    ctx: typer.Context,
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Sit the project's own exam where no other is named."""
    if ctx.invoked_subcommand is not None:
        if lang is not None or as_json:
            raise typer.BadParameter(text("use.options_after", "en", command=ctx.invoked_subcommand))
        return
    from bot.cli.exam import sit_own  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang, searching=True) as run:
        sit_own(run, as_json=as_json)


@exam.command("questions", help=explained("exam_questions"))
def exam_questions(
    ctx: typer.Context,
    bank: Annotated[Path, typer.Argument(metavar="BANK.jsonl", help=explained("bank"))],
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Sit the exam of a question bank."""
    from bot.cli.exam import sit_bank  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang, searching=True) as run:
        sit_bank(run, bank, as_json=as_json)


@exam.command("beir", help=explained("exam_beir"))
def exam_beir(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=explained("beir"))],
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Rank the texts of a retrieval set."""
    from bot.cli.exam import rank_set  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang, searching=True) as run:
        rank_set(run, folder, as_json=as_json)


@app.command(help=explained("bench"))
def bench(
    ctx: typer.Context,
    plot: Annotated[Path, typer.Option("--plot", metavar="FILE", help=explained("plot"))] = Path("ledfyr-bench.png"),
    sizes: Annotated[str | None, typer.Option("--sizes", metavar="N,N,…", help=explained("sizes"))] = None,
    quick: Annotated[bool, typer.Option("--quick", help=explained("quick"))] = False,  # noqa: FBT002 - an option
    home: HomeOption = None,
    lang: InterfaceLanguage = None,
    as_json: JsonOption = False,  # noqa: FBT002 - an option
) -> None:
    """Measure speed and size."""
    from bot.cli.bench import measure  # noqa: PLC0415 - see above
    from bot.cli.run import running  # noqa: PLC0415 - see above

    with running(ctx, home=home, lang=lang) as run:
        measure(run, sizes=sizes, plot=plot, quick=quick, as_json=as_json)
