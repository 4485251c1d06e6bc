"""Takes lines from a person: edited in a terminal, as they come from a pipe."""

import sys
from collections.abc import Callable

from rich.console import Console


def listener(console: Console) -> Callable[[str], str]:
    """What gives the next line: with line editing and arrow-key history where a person sits at a terminal."""
    return _editing() if sys.stdin.isatty() and console.is_terminal else _plain


def _plain(_prompt: str) -> str:
    """The next line as it comes, without a prompt that nobody reads."""
    return input()


def _editing() -> Callable[[str], str]:
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - not needed in a pipe
    from prompt_toolkit.history import InMemoryHistory  # noqa: PLC0415 - see above
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent  # noqa: PLC0415 - see above

    keys = KeyBindings()

    @keys.add("c-c")
    def interrupted(event: KeyPressEvent) -> None:  # pyright: ignore[reportUnusedFunction]
        """Clear the line; on an empty one, leave."""
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    session: PromptSession[str] = PromptSession(history=InMemoryHistory(), key_bindings=keys)
    return session.prompt
