"""What comes of an act in a session: a closed union that every front end matches."""

from collections.abc import Mapping
from typing import Literal

from knowledge.language import Value
from knowledge.sessions.session import Session

Reason = Literal[
    "gone",
    "archived",
    "deleted",
    "not_member",
    "not_owner",
    "not_yours",
    "elsewhere",
    "first",
    "finished",
    "empty",
    "too_long",
    "too_many",
    "unknown_field",
    "unknown_option",
    "claim_gone",
    "nothing_to_undo",
    "decided",
    "not_participant",
    "already",
    "busy",
]


class Advanced(Value):
    """The session moved to another step."""

    session: Session


class Completed(Value):
    """Every step has been walked."""

    session: Session


class Recorded(Value):
    """What was written is in the history.

    `recorded` are the numbers of its submissions: those that stand at once, and those that wait for an owner's word.
    `contested` are those of them that met another text written meanwhile; both are kept, side by side. Both are empty
    where nothing was new.
    """

    session: Session
    recorded: tuple[int, ...] = ()
    contested: tuple[int, ...] = ()


class Changed(Value):
    """Something about the session itself is another than before."""

    session: Session


class Refused(Value):
    """The act was not taken, and why.

    `session` is where things stand now, None where there is no such session or the person may not see it. `draft` is
    the id under which what the person wrote is kept. `facts` fill the words of the reason.
    """

    reason: Reason
    session: Session | None = None
    draft: str | None = None
    facts: Mapping[str, str] = {}


Outcome = Advanced | Completed | Recorded | Changed | Refused
