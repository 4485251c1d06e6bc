"""A form asked one input at a time, where there is no room for it all at once (pure)."""

from collections.abc import Iterator, Sequence

from bot.replies.missions.commands import option_meant, option_words, options_meant
from bot.replies.missions.wording import lines_of
from bot.replies.reply import Form, Input, Line, Paragraph, Reply, said
from bot.replies.talk import short_reply
from bot.texts import text
from knowledge.canvas import BETWEEN_CHOICES
from knowledge.language import Language


def reply_to_form(form: Form, language: Language, *, known: bool) -> Reply:
    """What a form opens with: what it is, and how it is filled in, in brief where that is `known`."""
    lead = (said(form.lead),) if form.lead else ()
    how = said(text("mission.filling.brief" if known else "mission.filling", language))
    return Reply(language=language, title=form.title, paragraphs=(*lead, how))


def reply_to_input(one: Input, number: int, of: int, language: Language) -> Reply:
    """One input: its question, what stands there, what there is to choose from."""
    heading = text("mission.filling.input", language, number=number, of=of, label=one.label)
    asked = [Line(text=one.asks)] if one.asks else []
    hint = [Line(text=one.hint)] if one.hint else []
    return Reply(
        language=language,
        paragraphs=(
            Paragraph(lines=(Line(text=heading, strong=True), *asked, *hint)),
            *_options(one, language),
            *_standing(one, language),
        ),
    )


def reply_to_unclear(one: Input, language: Language) -> Reply:
    """That an option was not understood."""
    key = "mission.filling.unclear_many" if one.kind == "choices" else "mission.filling.unclear"
    return short_reply(key, language)


def chosen(one: Input, words: str) -> str | None:
    """What somebody chose of an input's options, as its value; None where it is unclear."""
    if one.kind == "choice":
        option = option_meant(words, one.options)
        return option.value if option is not None else None
    options = options_meant(words, one.options)
    return BETWEEN_CHOICES.join(option.value for option in options) if options is not None else None


def _options(one: Input, language: Language) -> Iterator[Paragraph]:
    if one.options:
        key = "mission.filling.many" if one.kind == "choices" else "mission.filling.one"
        lines = [
            Line(text=option_words(option), mark=f"{number}.") for number, option in enumerate(one.options, start=1)
        ]
        yield Paragraph(lines=(Line(text=text(key, language)), *lines))


def _standing(one: Input, language: Language) -> Iterator[Paragraph]:
    if one.value:
        lines: Sequence[Line] = lines_of(_named(one))
        yield Paragraph(lines=(Line(text=text("mission.filling.now", language)), *lines))


def _named(one: Input) -> str:
    """What stands in an input, options by their names."""
    if not one.options:
        return one.value
    names = {option.value: option.label for option in one.options}
    return ", ".join(names.get(value, value) for value in one.value.split(BETWEEN_CHOICES))
