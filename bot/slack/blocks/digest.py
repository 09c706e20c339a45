"""The weekly digest: figures of the library's follow-through, never of a person."""

from collections.abc import Callable

from slack_sdk.models.blocks import Block, DividerBlock

from bot.slack.blocks import fields
from bot.slack.blocks.digest_figures import every_figure, in_a_sentence
from bot.slack.blocks.digest_parts import capital, part, said
from bot.slack.blocks.forms import Errand, Form, a_form, window
from bot.slack.blocks.parts import Rendered, aside, beside, bold, button, buttons, exactly, title
from bot.slack.text import clip
from domain.library_need import MOST_NEEDS, MOST_NOTES, NEED_LIMIT, NOTE_LIMIT, Need, NeedKind
from handlers.messages import Digest, Place
from handlers.preview_digest import Preview

_MOST_READERS, _LONGEST_NAME = 5, 60


def digest(message: Digest, place: Place, *, is_preview: bool = False) -> Rendered:
    figures = message.figures
    sentence = in_a_sentence(figures, place)
    week = f"{place.short(figures.first)} to {place.short(figures.last)}"
    above = (title("The library’s week"), aside(week), exactly(sentence))
    return Rendered(
        f"The library’s week, {week}. {sentence}",
        (
            *above,
            *_notes(message.notes),
            *every_figure(
                figures, [*said(message.thanks), *_needs(message.needs, _need_told if is_preview else need_line)], place
            ),
        ),
        picture_after=len(above),
    )


def digest_preview(preview: Preview) -> Form:
    """The same blocks, said to be a preview, with what a librarian can add and take back."""
    message, place = preview.digest, preview.place
    shown = digest(message, place, is_preview=True)
    return window(
        "Weekly digest",
        aside(f"A preview: so it stands now. {_goes(preview)}"),
        buttons(button("Add a note", "add-note", "digest"), button("Add a need", "add-need", "digest")),
        *shown.blocks,
        *_to_take_back(preview),
        name="the-digest",
    )


def note_form(errand: Errand) -> Form:
    hint = "One line of your own, read by the administrators. Please name no student."
    return a_form(
        "add-note",
        "Add a note",
        "Add",
        errand,
        fields.words("words", "Your line", hint=hint, lines=True, most=NOTE_LIMIT),
    )


def need_form(errand: Errand) -> Form:
    hint = "Read by the administrators in each digest until it is settled."
    return a_form(
        "add-need",
        "Add a need",
        "Add",
        errand,
        fields.choice("kind", "What is it?", [each.value for each in NeedKind]),
        fields.words("words", "What does the library need?", hint=hint, lines=True, most=NEED_LIMIT),
    )


def _goes(preview: Preview) -> str:
    if not preview.readers:
        return (
            "Nobody gets it yet: the school has no administrator here. What it tells of this term is kept for the "
            "first one somebody gets; you name them under People, in Settings on your Home tab."
        )
    others = len(preview.readers) - _MOST_READERS
    names = ", ".join(clip(each, _LONGEST_NAME) for each in preview.readers[:_MOST_READERS])
    to = f"{names}{f' and {others} more' if others > 0 else ''}"
    if preview.goes_at is None:
        return f"It goes to {to}."
    return f"It goes to {to}, {preview.place.lasting_moment(preview.goes_at)}."


def _to_take_back(preview: Preview) -> list[Block]:
    notes = [
        beside(f"Note: {each.words}", button("Take back", "drop-note", str(each.id)))
        for each in preview.notes[:MOST_NOTES]
    ]
    needs = [
        beside(f"{capital(each.kind)}: {each.words}", button("No longer needed", "close-need", str(each.id)))
        for each in preview.digest.needs[: 2 * MOST_NEEDS]
    ]
    added: list[Block] = [*notes, *needs]
    return [DividerBlock(), bold("What was added"), *added] if added else []


def _notes(notes: tuple[str, ...]) -> list[Block]:
    return part("A word from the library", notes[:MOST_NOTES]) if notes else []


def _needs(needs: tuple[Need, ...], draw: Callable[[Need], Block]) -> list[Block]:
    if not needs:
        return []
    left = len(needs) - MOST_NEEDS
    more = [aside(f"And {left} more, shown as these are settled.")] if left > 0 else []
    return [bold("What the library needs"), *(draw(each) for each in needs[:MOST_NEEDS]), *more]


def need_line(need: Need) -> Block:
    """For an administrator, who can help as long as nobody has said so and it is needed still."""
    if need.closed_at or need.helper:
        return exactly(need_words(need))
    return beside(need_words(need), button("I can help", "offer-help", str(need.id), style="primary"))


def _need_told(need: Need) -> Block:
    """In a preview nobody is asked."""
    return exactly(need_words(need))


def need_words(need: Need) -> str:
    words = f"{capital(need.kind)}: {need.words}"
    if need.closed_at:
        return f"{words}\n(no longer needed)"
    return f"{words}\n({clip(need.helper, _LONGEST_NAME)} can help; the library knows)" if need.helper else words
