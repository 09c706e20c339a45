"""The figures of a week in words: in the digest, and on an administrator's Home."""

from collections.abc import Sequence
from datetime import date, timedelta

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from bot.figures_in_words import NOT_BY_KIND, OTHER_HELP, OTHER_KINDS, Promises, count_promises, promises_in_words
from bot.slack.blocks.digest_parts import capital, departments, part
from bot.slack.blocks.parts import aside, bold, exactly
from bot.slack.text import clip
from domain.counted import FEWEST_PEOPLE, Counted, Grown
from domain.digest import UNSAID, Figures, ObjectiveFigures, OwnRecord
from handlers.place import Place

_MOST_OBJECTIVES = 8
_MOST_TITLES = 5
_LONGEST_TITLE = 100
"""Characters of an objective or of a training: the whole of a digest has to stay under what Slack takes at once."""

_LATELY = timedelta(weeks=4)

_NOT_SINGLED_OUT = f"Fewer than {FEWEST_PEOPLE} people are never counted on their own, so that nobody is singled out."


def every_figure(figures: Figures, words: list[Block], place: Place) -> list[Block]:
    """In the order in which an administrator asks for them; what an older version did not count is left out.

    `words` are what teachers said and what the library needs.
    """
    if figures.term_began is None:
        return [*figure_blocks(figures, place), *words]
    return [
        *figure_blocks(figures, place),
        *part("Working together", _levels(figures, place)),
        *part("Partner groups this term", _groups(figures, place)),
        *part("Improvement plan", _plan(figures.plan, place)),
        *part("Professional learning", _learning(figures, place)),
        *part("What the library took on for teachers", _shares(figures, place)),
        *part("What partnerships brought this term", _benefits(figures, place)),
        *words,
        *_own(figures.own, place),
        aside(_NOT_SINGLED_OUT),
    ]


def telling_figures(figures: Figures, place: Place, *, in_short: bool = False) -> list[Block]:
    """What a Home repeats of a digest; its plan and its needs stand there on their own."""
    if figures.term_began is None:
        return figure_blocks(figures, place)
    more = [
        *part("Partner groups this term", _groups(figures, place)),
        *part("What the library took on for teachers", _shares(figures, place)),
        *part("What partnerships brought this term", _benefits(figures, place)),
    ]
    together = part("Working together", _levels(figures, place))
    return [*figure_blocks(figures, place), *together, *([] if in_short else more), aside(_NOT_SINGLED_OUT)]


def plan_lines(plan: tuple[ObjectiveFigures, ...], place: Place) -> list[str]:
    """Titles, with how much of each kind of evidence is behind them."""
    return _plan(plan, place)


def figure_blocks(figures: Figures, place: Place) -> list[Block]:
    """Promises and requests."""
    before, when = figures.week_before, _when_before(figures)
    fields = {
        "Promises kept": _beside(place, figures.kept, before.kept if before else None, when),
        "Kept on time": _beside(place, figures.kept_on_time, before.kept_on_time if before else None, when),
        "Kept late": _beside(place, figures.kept_late, before.kept_late if before else None, when),
        "Open": _beside(place, figures.open, before.open if before else None, when),
        "Overdue": _beside(place, figures.overdue, before.overdue if before else None, when),
        "Requests waiting": place.number(figures.waiting),
    }
    moved = f"{count_promises(figures.moved, place)} kept had been given another date."
    return [
        SectionBlock(fields=[MarkdownTextObject(text=f"*{name}*: {words}") for name, words in fields.items()]),
        *([aside(moved)] if figures.moved else []),
        bold("Requests by kind"),
        *_kinds(figures, place),
        *departments(figures.by_department, place),
    ]


def in_a_sentence(figures: Figures, place: Place) -> str:
    """What a busy principal can repeat."""
    promises = Promises(figures.kept, figures.kept_on_time, figures.open, figures.overdue)
    return promises_in_words(promises, place) or _quiet(figures, place)


def _quiet(figures: Figures, place: Place) -> str:
    """No promise is no news as long as nobody waits for one."""
    if not figures.waiting:
        return "A quiet week for promises."
    waits = "1 request is" if figures.waiting == 1 else f"{place.number(figures.waiting)} requests are"
    return f"No promise was kept or is open; {waits} waiting for the library."


def _beside(place: Place, count: int, before: int | None, when: str) -> str:
    return place.number(count) + ("" if before is None else f" ({when} {place.number(before)})")


def _when_before(figures: Figures) -> str:
    """After holidays the digest before this one is not last week's."""
    before = figures.week_before
    is_last_week = before and _monday(figures.last) - _monday(before.last) == timedelta(weeks=1)
    return "last week" if is_last_week else "last digest"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _kinds(figures: Figures, place: Place) -> list[Block]:
    if not figures.by_kind:
        return [exactly("Nothing was asked for since the last digest.")]
    blocks: list[Block] = [exactly("\n".join(_counts(figures.by_kind, place, "Kind not said", OTHER_KINDS)))]
    if figures.term_began is None and any(each.count is None for each in figures.by_kind):
        blocks.append(aside(_NOT_SINGLED_OUT))
    return blocks


def _counts(counted: Sequence[Counted], place: Place, unsaid: str, rest: str) -> list[str]:
    """Older ledgers name each small group; here they are one line."""
    lines = [
        f"{unsaid if each.what == UNSAID else capital(each.what)}: {place.number(each.count)}"
        for each in counted
        if each.count is not None
    ]
    if not lines:
        return [NOT_BY_KIND]
    return [*lines, *([rest] if len(lines) < len(counted) else [])]


def _levels(figures: Figures, place: Place) -> list[str]:
    if not figures.levels:
        return ["Not enough was logged this term to be counted without singling somebody out."]
    return [f"{capital(each.what)}: {_this_term(each, figures, place)}" for each in figures.levels]


def _this_term(level: Grown, figures: Figures, place: Place) -> str:
    """So far, and against four weeks ago or the first digest of the term that is younger."""
    so_far = f"{place.number(level.count)} this term"
    if not figures.this_term:
        return so_far
    past = [each for each in figures.this_term if each.last <= figures.last - _LATELY]
    since = past[-1] if past else figures.this_term[0]
    more = level.count - since.level(level.what)
    weeks = round((figures.last - since.last) / timedelta(weeks=1))
    span = f"the last {weeks} weeks" if weeks > 1 else "the last week"
    return so_far + (f", {place.number(more)} of them in {span}" if more else f", none new in {span}")


def _groups(figures: Figures, place: Place) -> list[str]:
    reached, others = ("; ".join(map(place.spelt, each)) for each in (figures.reached, figures.not_reached))
    of_all = f"{len(figures.reached)} of {len(figures.reached) + len(figures.not_reached)}"
    return [
        f"Reached ({of_all}): {reached}." if reached else "None was reached so far.",
        f"Not reached yet: {others}." if others else "Every group was reached.",
    ]


def _plan(plan: tuple[ObjectiveFigures, ...], place: Place) -> list[str]:
    if not plan:
        return ["There is no objective for this school year yet."]
    lines = [f"• {clip(each.title, _LONGEST_TITLE)}: {_behind(each, place)}" for each in plan[:_MOST_OBJECTIVES]]
    left = len(plan) - _MOST_OBJECTIVES
    return [*lines, *([f"And {place.number(left)} more."] if left > 0 else [])]


def _behind(objective: ObjectiveFigures, place: Place) -> str:
    return ", ".join(f"{place.number(each.count)} {each.what}" for each in objective.behind) or "nothing to count yet"


def _learning(figures: Figures, place: Place) -> list[str]:
    if not figures.learned:
        return ["None since the last digest."]
    titles = "; ".join(clip(each, _LONGEST_TITLE) for each in figures.learned_at[:_MOST_TITLES])
    learned = place.number(figures.learned)
    count = "1 training or conference" if figures.learned == 1 else f"{learned} trainings or conferences"
    return [f"{count}{f': {titles}' if titles else ''}"]


def _shares(figures: Figures, place: Place) -> list[str]:
    if not figures.by_share:
        return ["Nothing since the last digest."]
    return _counts(figures.by_share, place, "Of no named kind", OTHER_HELP)


def _benefits(figures: Figures, place: Place) -> list[str]:
    sides = (("To the library", figures.to_library), ("To its partners", figures.to_partners))
    gained = [(side, [f"{each.what} {place.number(each.count)}" for each in gains]) for side, gains in sides if gains]
    lines = [f"{side}: {', '.join(each)}" for side, each in gained]
    return lines or ["Not enough was logged this term to be counted without singling somebody out."]


def _own(own: OwnRecord | None, place: Place) -> list[Block]:
    """The bot speaks of itself only at the end."""
    if own is None:
        return []
    return part("My own messages", [" ".join([*_away(own, place), *_late_and_lost(own, place)])])


def _away(own: OwnRecord, place: Place) -> list[str]:
    if not own.away:
        return []
    first, last = place.moment(own.away[0][0]), place.moment(max(until for _, until in own.away))
    if len(own.away) == 1:
        return [f"I was away from {first} to {last}."]
    return [f"I was away {place.number(len(own.away))} times between {first} and {last}."]


def _late_and_lost(own: OwnRecord, place: Place) -> list[str]:
    late = (
        f"{_messages(own.late, place)} went out late, the latest by {_span(own.worst)}."
        if own.late
        else "None was late."
    )
    were = "was" if own.replaced == 1 else "were"
    replaced = f"{_messages(own.replaced, place)} {were} replaced by a newer one."
    lost = f"{_messages(own.missed, place)} could not be delivered." if own.missed else "None was lost."
    return [late, *([replaced] if own.replaced else []), lost]


def _messages(count: int, place: Place) -> str:
    return f"{place.number(count)} {'message' if count == 1 else 'messages'}"


def _span(worst: timedelta) -> str:
    minutes = round(worst.total_seconds() / 60)
    hours, days = round(minutes / 60), worst.days
    if days:
        return f"{days} day{'' if days == 1 else 's'}"
    return f"{hours} hour{'' if hours == 1 else 's'}" if minutes >= 60 else f"{minutes} minutes"  # noqa: PLR2004  (an hour)
