"""What a person can do with a mission, as one short line that a button, a menu or a form carries (pure).

A value is the verb, the session and what else is needed, with colons between: "next:Jx3k9QpR1aM:challenge". With the
prefix that a front end puts before it, it has to fit in the hundred characters of a Discord id.
"""

from typing import Final, Literal, NamedTuple, get_args

Verb = Literal[
    "new",  # show what to begin from
    "begin",  # pick a starting point; open the form for the title
    "start",  # the form of "begin" was sent in
    "list",
    "show",  # the canvas as it stands
    "share",  # show it in the channel: asks first
    "share_yes",
    "step",  # show a step: the current one, or the one named
    "answer",  # open the next form of a step
    "pick",  # a menu: a form of the step, or a claim to change
    "more",  # open the next page of an entry
    "form",  # a form was sent in: page, claim, how long the history was
    "next",
    "back",
    "skip",
    "undo",
    "documents",  # what do the documents say?
    "search",  # open the form for a question of one's own
    "searched",  # that form was sent in
    "link",  # take a quote of a found answer as evidence: asks for which claim
    "support",  # a menu: the claim that the quote supports
    "example",
    "mistakes",
    "suggest",
    "adopt",  # keep a suggestion as a draft of one's own
    "assume",  # a menu: mark a claim as an assumption, or no longer
    "unlink",  # a menu: take the evidence of a claim away
    "proposals",  # what waits for the owner's word
    "stand",
    "aside",
    "stand_all",
    "confirm",  # a menu: a criterion that people judge
    "drafts",
    "draft",  # open a draft in its form again
    "drop_draft",
    "use",  # a message as an answer: a menu of the fields
    "findings",  # everything that the checks found in a step
    "criteria",  # the five mission criteria side by side
    "history",
    "export",  # a menu: the kinds of file
    "stale",  # evidence whose passage has changed
    "people",  # who takes part; a menu: somebody to let out, or oneself
    "rename",  # open the form for another title
    "renamed",  # that form was sent in
    "archive",
    "delete",  # asks first
    "delete_yes",
    "restore",
    "keep",  # the owner's word that an idle mission is to be kept
]

_VERBS: Final[dict[str, Verb]] = {verb: verb for verb in get_args(Verb)}
NONE: Final = "-"
"""Stands for a part that is not there."""


class Act(NamedTuple):
    """One act; `verb` is None for one that an older Ledfyr left behind and this one no longer knows."""

    verb: Verb | None
    session: str
    rest: tuple[str, ...] = ()

    def at(self, place: int) -> str | None:
        """The part at a place after the session; None where there is none."""
        return self.rest[place] if place < len(self.rest) and self.rest[place] != NONE else None


def value_of(verb: Verb, session: str = NONE, *rest: object) -> str:
    """An act as a value."""
    return ":".join((verb, session, *(NONE if one is None or one == "" else str(one) for one in rest)))


def act_in(value: str) -> Act:
    """The act that a value tells."""
    verb, _, others = value.partition(":")
    session, *rest = others.split(":")
    return Act(_VERBS.get(verb), session or NONE, tuple(rest))
