"""What comes of an act, for any front end."""

from bot.replies.reply import Form, Reply
from knowledge.exporting import Exported
from knowledge.language import Value
from knowledge.sessions.session import Session


class Response(Value):
    """What comes of an act: what is said, or a form to show instead.

    `form` carries an act as its value: it is sent back with what was `sent`. `session` is where things now stand, set
    when something about it changed, so that its canvas is shown afresh; `moved` says that the current step is another
    one. `hidden` says that only the person who acted sees the reply. `files` are handed over with it.
    """

    reply: Reply | None = None
    form: Form | None = None
    session: Session | None = None
    moved: bool = False
    hidden: bool = True
    files: tuple[Exported, ...] = ()
