"""The weekly digest: figures of the library's follow-through, never of a person."""

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.slack.blocks.parts import Rendered, aside, bold, exactly, title
from domain.digest import FEWEST_PEOPLE, UNSAID, Figures
from handlers.messages import Digest, Place


def digest(message: Digest, place: Place) -> Rendered:
    figures = message.figures
    sentence = in_a_sentence(figures)
    week = f"{place.short(figures.first)} to {place.short(figures.last)}"
    return Rendered(
        f"The library’s week, {week}. {sentence}",
        (title("The library’s week"), aside(week), exactly(sentence), *figure_blocks(figures)),
    )


def figure_blocks(figures: Figures) -> list[Block]:
    fields = {
        "Promises kept": figures.kept,
        "Kept on time": figures.kept_on_time,
        "Open": figures.open,
        "Overdue": figures.overdue,
        "Requests waiting": figures.waiting,
    }
    return [
        SectionBlock(fields=[MarkdownTextObject(text=f"*{name}*: {count}") for name, count in fields.items()]),
        bold("Requests by kind"),
        *_kinds(figures),
    ]


def in_a_sentence(figures: Figures) -> str:
    """What a busy principal can repeat."""
    late = f" {_promises(figures.overdue).capitalize()} overdue." if figures.overdue else ""
    if not figures.kept:
        is_open = f"The library has {_promises(figures.open)} open.{late}"
        return is_open if figures.open else "A quiet week for promises."
    every = "on time" if figures.kept == 1 else "all of them on time"
    on_time = every if figures.kept == figures.kept_on_time else f"{figures.kept_on_time} of them on time"
    return f"The library kept {_promises(figures.kept)}, {on_time}.{late}"


def _promises(count: int) -> str:
    return f"{count} promise" if count == 1 else f"{count} promises"


def _kinds(figures: Figures) -> list[Block]:
    if not figures.by_kind:
        return [exactly("Nothing was asked for since the last digest.")]
    lines = [
        f"{each.kind.capitalize() if each.kind != UNSAID else 'Kind not said'}: {each.count or 'a few'}"
        for each in figures.by_kind
    ]
    blocks: list[Block] = [exactly("\n".join(lines))]
    if any(each.count is None for each in figures.by_kind):
        blocks.append(
            aside(f"“A few” stands for requests of fewer than {FEWEST_PEOPLE} people, so that nobody is singled out.")
        )
    return blocks
