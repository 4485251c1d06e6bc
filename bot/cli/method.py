"""Checks the method that missions follow, and copies it for somebody to edit."""

from pathlib import Path

import typer

from bot.cli.run import Run, put
from bot.failures import FAILED
from bot.replies.contract import written
from bot.replies.method import checked_object, invalid_object, reply_to_check, reply_to_copy
from bot.terminal import show
from bot.texts import text
from knowledge.errors import MethodInvalid
from knowledge.method.loading import copy_method, load_method, method_folder, own_folder


def check(run: Run, folder: Path | None, *, as_json: bool) -> None:
    """Check the method in `folder`, else the one that the home uses; MethodInvalid with every fault."""
    used = folder or method_folder(run.settings.home)
    try:
        method = load_method(used)
    except MethodInvalid as error:
        if not as_json:
            raise
        put(written(invalid_object(error, run.language)))
        raise typer.Exit(FAILED) from None
    if as_json:
        put(written(checked_object(method)))
    else:
        show(reply_to_check(method, used, run.language), run.out)


def copy(run: Run, folder: Path) -> None:
    """Copy the packaged method into `folder`; MethodExists where there is one."""
    try:
        names = copy_method(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise typer.BadParameter(text("use.no_folder", "en", path=folder, reason=reason)) from error
    show(reply_to_copy(folder, len(names), own_folder(run.settings.home), run.language), run.out)
