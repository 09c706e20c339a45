"""What an administrator's Home shows: the latest digest, the term week by week, the plan, what the library needs."""

from slack_sdk.models.blocks import Block

from bot.figures_in_words import Promises, count_promises, when_kept
from bot.slack.blocks.digest import need_line
from bot.slack.blocks.digest_figures import in_a_sentence, plan_lines, telling_figures
from bot.slack.blocks.home_lists import Page, list_on_home
from bot.slack.blocks.parts import aside, bold, button, buttons, exactly, title
from domain.digest import Earlier, Figures
from domain.library_need import Need
from handlers.messages import Home, HomeList, Place, Told

_NEEDS = Page(HomeList.NEEDS, "What the library needs", 3)
_NOT_YET = (
    "The first weekly digest is still to come. From then on its figures stand here, with the term week by week and the "
    "improvement plan."
)


def administrator_blocks(home: Home, place: Place) -> list[Block]:
    if home.told is None:
        return []
    figures = home.told.figures
    is_short = home.promises is not None
    return [
        title("The library’s week"),
        *(_latest(figures, place, is_short=is_short) if figures else [exactly(_NOT_YET)]),
        *_term(home.told.term, place),
        *_plan(home.told, place),
        *_needs(home, place),
        *_upcoming(home, place),
        *([] if _is_librarian(home) else [buttons(button("Term report", "term-report", "home"))]),
    ]


def _latest(figures: Figures, place: Place, *, is_short: bool) -> list[Block]:
    week = f"{place.short(figures.first)} to {place.short(figures.last)}"
    return [
        aside(f"As the latest digest told it: {week}."),
        exactly(in_a_sentence(figures, place)),
        *telling_figures(figures, place, in_short=is_short),
    ]


def _term(term: tuple[Earlier, ...], place: Place) -> list[Block]:
    """One digest makes no trend."""
    if len(term) <= 1:
        return []
    kept, on_time = sum(each.kept for each in term), sum(each.kept_on_time for each in term)
    when = f", {when_kept(Promises(kept, on_time), place)}" if kept else ""
    first = f"{count_promises(kept, place)} kept since the term began{when}."
    return [bold("The term, week by week"), exactly("\n".join([first, *(_week(each, place) for each in term)]))]


def _week(week: Earlier, place: Place) -> str:
    kept, on_time, is_open, overdue = (
        place.number(each) for each in (week.kept, week.kept_on_time, week.open, week.overdue)
    )
    late = f", {overdue} of them overdue" if week.overdue else ""
    return f"{place.short(week.last)}: {kept} kept, {on_time} on time, {is_open} open{late}"


def _plan(told: Told, place: Place) -> list[Block]:
    return [bold("Improvement plan"), exactly("\n".join(plan_lines(told.plan, place)))]


def _is_librarian(home: Home) -> bool:
    """Their own part of Home has the needs and the report."""
    return home.undelivered is not None


def _needs(home: Home, place: Place) -> list[Block]:
    """Whoever runs the library as well has them in that list, with everything that can be done there."""
    if _is_librarian(home):
        return []
    listed = list_on_home(_NEEDS, home.needs, _need, home, place)
    return listed or [bold(_NEEDS.heading), exactly("The library has asked for nothing just now.")]


def _need(need: Need, _: Place) -> list[Block]:
    return [need_line(need)]


def _upcoming(home: Home, place: Place) -> list[Block]:
    if home.next_digest_at is None:
        return []
    moment = place.lasting_moment(home.next_digest_at)
    return [aside(f"The {'next' if home.told and home.told.figures else 'first'} digest comes {moment}.")]
