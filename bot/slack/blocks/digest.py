"""The weekly digest: figures of the library's follow-through, never of a person."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from slack_sdk.models.blocks import Block, DividerBlock, MarkdownTextObject, PlainTextObject, SectionBlock
from slack_sdk.models.views import View

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.parts import Rendered, aside, beside, bold, button, buttons, exactly, title
from bot.slack.text import clip
from domain.counted import FEWEST_PEOPLE, REST, Counted, Grown
from domain.digest import UNSAID, Earlier, Figures, ObjectiveFigures, OwnRecord
from domain.library_need import MOST_NEEDS, MOST_NOTES, NEED_LIMIT, NOTE_LIMIT, Need, NeedKind
from handlers.messages import Digest, Place
from handlers.preview_digest import Preview

_MOST_OBJECTIVES = 8
_MOST_TITLES = 5
_LONGEST_TITLE = 100
"""Characters of an objective or of a training: the whole of a digest has to stay under what Slack takes at once."""

_MOST_READERS, _LONGEST_NAME = 5, 60

_LATELY = timedelta(weeks=4)

_NOT_SINGLED_OUT = f"Fewer than {FEWEST_PEOPLE} people are never counted on their own, so that nobody is singled out."


def digest(message: Digest, place: Place) -> Rendered:
    figures = message.figures
    sentence = in_a_sentence(figures)
    week = f"{place.short(figures.first)} to {place.short(figures.last)}"
    above = (title("The library’s week"), aside(week), exactly(sentence))
    return Rendered(
        f"The library’s week, {week}. {sentence}",
        (*above, *_notes(message.notes), *every_figure(figures, _needs(message.needs))),
        picture_after=len(above),
    )


def digest_preview(preview: Preview) -> Form:
    """The same blocks, said to be a preview, with what a librarian can add and take back."""
    message, place = preview.digest, preview.place
    shown = digest(message, place)
    return View(
        type="modal",
        callback_id="the-digest",
        title=PlainTextObject(text="Weekly digest"),
        close=PlainTextObject(text="Close"),
        blocks=[
            aside(f"A preview: so it stands now. {_goes(preview)}"),
            buttons(button("Add a note", "add-note", "digest"), button("Add a need", "add-need", "digest")),
            *shown.blocks,
            *_to_take_back(preview),
        ],
    ).to_dict()


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
        return "Nobody gets it yet: the school has no administrator here."
    others = len(preview.readers) - _MOST_READERS
    names = ", ".join(clip(each, _LONGEST_NAME) for each in preview.readers[:_MOST_READERS])
    to = f"{names}{f' and {others} more' if others > 0 else ''}"
    if preview.goes_at is None:
        return f"It goes to {to}."
    return f"It goes to {to}, {preview.place.lasting(preview.place.day_of(preview.goes_at))}."


def _to_take_back(preview: Preview) -> list[Block]:
    notes = [
        beside(f"Note: {each.words}", button("Take back", "drop-note", str(each.id)))
        for each in preview.notes[:MOST_NOTES]
    ]
    needs = [
        beside(f"{_capital(each.kind)}: {each.words}", button("No longer needed", "close-need", str(each.id)))
        for each in preview.digest.needs[: 2 * MOST_NEEDS]
    ]
    added: list[Block] = [*notes, *needs]
    return [DividerBlock(), bold("What was added"), *added] if added else []


def _notes(notes: tuple[str, ...]) -> list[Block]:
    return _part("A word from the library", notes[:MOST_NOTES]) if notes else []


def _needs(needs: tuple[Need, ...]) -> list[Block]:
    if not needs:
        return []
    left = len(needs) - MOST_NEEDS
    more = [aside(f"And {left} more, shown as these are settled.")] if left > 0 else []
    return [bold("What the library needs"), *(need_line(each) for each in needs[:MOST_NEEDS]), *more]


def need_line(need: Need) -> Block:
    """For an administrator, who can help as long as nobody has said so and it is needed still."""
    if need.closed_at or need.helper:
        return exactly(need_words(need))
    return beside(need_words(need), button("I can help", "offer-help", str(need.id), style="primary"))


def need_words(need: Need) -> str:
    words = f"{_capital(need.kind)}: {need.words}"
    if need.closed_at:
        return f"{words}\n(no longer needed)"
    return f"{words}\n({clip(need.helper, _LONGEST_NAME)} can help; the library knows)" if need.helper else words


def every_figure(figures: Figures, needs: list[Block]) -> list[Block]:
    """In the order in which an administrator asks for them; what an older version did not count is left out."""
    if figures.term_began is None:
        return [*figure_blocks(figures), *needs]
    return [
        *figure_blocks(figures),
        *_part("Working together", _levels(figures)),
        *_part("Partner groups this term", _groups(figures)),
        *_part("Improvement plan", _plan(figures.plan)),
        *_part("Professional learning", _learning(figures)),
        *_part("What the library took on for teachers", _shares(figures)),
        *_part("What partnerships brought this term", _benefits(figures)),
        *needs,
        *_own(figures.own),
        aside(_NOT_SINGLED_OUT),
    ]


def telling_figures(figures: Figures, *, in_short: bool = False) -> list[Block]:
    """What a Home repeats of a digest; its plan and its needs stand there on their own."""
    if figures.term_began is None:
        return figure_blocks(figures)
    more = [
        *_part("Partner groups this term", _groups(figures)),
        *_part("What the library took on for teachers", _shares(figures)),
        *_part("What partnerships brought this term", _benefits(figures)),
    ]
    together = _part("Working together", _levels(figures))
    return [*figure_blocks(figures), *together, *([] if in_short else more), aside(_NOT_SINGLED_OUT)]


def plan_lines(plan: tuple[ObjectiveFigures, ...]) -> list[str]:
    """Titles, with how much of each kind of evidence is behind them."""
    return _plan(plan)


def figure_blocks(figures: Figures) -> list[Block]:
    """Promises and requests."""
    before = figures.week_before
    fields = {
        "Promises kept": _beside(figures.kept, before.kept if before else None),
        "Kept on time": _beside(figures.kept_on_time, before.kept_on_time if before else None),
        "Kept late": _beside(figures.kept_late, before.kept_late if before else None),
        "Open": _beside(figures.open, before.open if before else None),
        "Overdue": _beside(figures.overdue, before.overdue if before else None),
        "Requests waiting": str(figures.waiting),
    }
    moved = f"{_promises(figures.moved).capitalize()} kept had been given another date."
    return [
        SectionBlock(fields=[MarkdownTextObject(text=f"*{name}*: {words}") for name, words in fields.items()]),
        *([aside(moved)] if figures.moved else []),
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


def _beside(count: int, before: int | None) -> str:
    return str(count) if before is None else f"{count} (last week {before})"


def _part(heading: str, lines: Iterable[str]) -> list[Block]:
    return [bold(heading), exactly("\n".join(lines))]


def _kinds(figures: Figures) -> list[Block]:
    if not figures.by_kind:
        return [exactly("Nothing was asked for since the last digest.")]
    blocks: list[Block] = [exactly("\n".join(_counts(figures.by_kind, "Kind not said", "Other kinds: a few")))]
    if figures.term_began is None and any(each.count is None for each in figures.by_kind):
        blocks.append(aside(_NOT_SINGLED_OUT))
    return blocks


def _counts(counted: Sequence[Counted], unsaid: str, rest: str) -> list[str]:
    """Older ledgers name each small group; here they are one line."""
    lines = [
        f"{unsaid if each.what == UNSAID else _capital(each.what)}: {each.count}"
        for each in counted
        if each.count is not None
    ]
    return [*lines, *([rest] if len(lines) < len(counted) else [])]


def _levels(figures: Figures) -> list[str]:
    if not figures.levels:
        return ["Not enough was logged this term to be counted without singling somebody out."]
    return [f"{_capital(each.what)}: {each.count} this term{_movement(each, figures)}" for each in figures.levels]


def _movement(level: Grown, figures: Figures) -> str:
    """Against four weeks ago, or the first digest of the term that is younger."""
    if not figures.this_term:
        return ""
    past = [each for each in figures.this_term if each.last <= figures.last - _LATELY]
    since = past[-1] if past else figures.this_term[0]
    more = level.count - level_in(since, level.what)
    weeks = round((figures.last - since.last) / timedelta(weeks=1))
    span = f"the last {weeks} weeks" if weeks > 1 else "the last week"
    return f", {more} of them in {span}" if more else f", none new in {span}"


def level_in(earlier: Earlier, level: str) -> int:
    """What was told of a level then; 0 while it was too small to be told."""
    return next((each.count or 0 for each in earlier.levels if each.what == level), 0)


def _groups(figures: Figures) -> list[str]:
    reached, others = "; ".join(figures.reached), "; ".join(figures.not_reached)
    of_all = f"{len(figures.reached)} of {len(figures.reached) + len(figures.not_reached)}"
    return [
        f"Reached ({of_all}): {reached}." if reached else "None was reached so far.",
        f"Not reached yet: {others}." if others else "Every group was reached.",
    ]


def _plan(plan: tuple[ObjectiveFigures, ...]) -> list[str]:
    if not plan:
        return ["There is no objective for this school year yet."]
    lines = [f"• {clip(each.title, _LONGEST_TITLE)}: {_behind(each)}" for each in plan[:_MOST_OBJECTIVES]]
    left = len(plan) - _MOST_OBJECTIVES
    return [*lines, *([f"And {left} more."] if left > 0 else [])]


def _behind(objective: ObjectiveFigures) -> str:
    return ", ".join(f"{each.count} {each.what}" for each in objective.behind) or "nothing to count yet"


def _learning(figures: Figures) -> list[str]:
    if not figures.learned:
        return ["None since the last digest."]
    titles = "; ".join(clip(each, _LONGEST_TITLE) for each in figures.learned_at[:_MOST_TITLES])
    count = "1 training or conference" if figures.learned == 1 else f"{figures.learned} trainings or conferences"
    return [f"{count}{f': {titles}' if titles else ''}"]


def _shares(figures: Figures) -> list[str]:
    if not figures.by_share:
        return ["No promise was kept since the last digest."]
    few = figures.by_share[0].what == REST
    return _counts(figures.by_share, "Of no named kind", "A few promises in all" if few else "Other kinds: a few")


def _benefits(figures: Figures) -> list[str]:
    sides = (("To the library", figures.to_library), ("To its partners", figures.to_partners))
    lines = [f"{side}: {', '.join(f'{each.what} {each.count}' for each in gains)}" for side, gains in sides if gains]
    return lines or ["Not enough was logged this term to be counted without singling somebody out."]


def _own(own: OwnRecord | None) -> list[Block]:
    """The bot speaks of itself only at the end."""
    if own is None:
        return []
    late = f" {own.late} went out late, the latest by {_span(own.worst)}." if own.late else " None was late."
    missed = f" {own.missed} did not get through." if own.missed else " None was missed."
    return _part("My own messages", [f"{own.sent} sent.{late}{missed}"])


def _span(worst: timedelta) -> str:
    minutes = round(worst.total_seconds() / 60)
    hours, days = round(minutes / 60), worst.days
    if days:
        return f"{days} day{'' if days == 1 else 's'}"
    return f"{hours} hour{'' if hours == 1 else 's'}" if minutes >= 60 else f"{minutes} minutes"  # noqa: PLR2004  (an hour)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
