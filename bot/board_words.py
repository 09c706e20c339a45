"""The page for a board in words: what it says, not where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.figures_in_words import NOT_BY_KIND, OTHER_HELP, OTHER_KINDS, Promises, promises_in_words
from domain.counted import FEWEST_PEOPLE, Counted, Grown
from domain.dates_in_words import in_words
from domain.digest import UNSAID, Figures, ObjectiveFigures
from domain.term_in_figures import TermInFigures
from handlers.messages import BoardPage
from handlers.place import Place

_MOST_OBJECTIVES = 8
_MOST_TITLES = 5
_MOST_DEPARTMENTS = 10
_LONGEST_TITLE = 90
"""Characters of an objective or a training: the whole has to stay on one page."""

_TOO_FEW = "Not enough was logged this term to be counted without singling somebody out."


@dataclass(frozen=True)
class Section:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class BoardWords:
    """`figures` are (name, number) pairs that stand out; `sections` in the order in which a head asks for them."""

    school: str
    title: str
    sentence: str
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    small_print: str


def words_of(page: BoardPage) -> BoardWords:
    order = page.place.order
    first, last = (in_words(day, order=order) for day in (page.term.first, page.term.last))
    years = str(page.term.first.year)
    if page.term.last.year != page.term.first.year:
        years += f"/{page.term.last.year}"
    return BoardWords(
        school=" ".join(page.place.school.split()),
        title=f"The school library’s term, {first} to {last} ({years})",
        sentence=_sentence(page),
        figures=_figures(page),
        sections=_sections(page.told, page.place) if page.told else (Section("The other figures", (_not_yet(page),)),),
        small_print=_small_print(page),
    )


def _sentence(page: BoardPage) -> str:
    """What somebody can repeat at the meeting. What was open when a term ended may be settled by now."""
    if page.told is None and page.so_far is None:
        is_still = "there was none" if page.is_over else "the first is still to come"
        return f"The page tells what the term’s weekly digests told, and {is_still}."
    stands = None if page.is_over else _stands(page)
    promises = Promises(*_kept(page), *((stands.open, stands.overdue) if stands else ()))
    none = (
        "No promise was kept in this term." if page.is_over else "No promise was kept this term so far; none is open."
    )
    return promises_in_words(promises, page.place, "this term") or none


def _stands(page: BoardPage) -> Figures | None:
    """How things stood at the term's last digest, or stand now; what stands now says nothing of a term that is over."""
    if page.told:
        return page.told.last
    return None if page.is_over else page.so_far


def _kept(page: BoardPage) -> tuple[int, int]:
    counted = page.told or page.so_far
    return (counted.kept, counted.kept_on_time) if counted else (0, 0)


def _figures(page: BoardPage) -> tuple[tuple[str, str], ...]:
    if page.told is None and page.so_far is None:
        return ()
    kept, on_time = _kept(page)
    shown = [("Promises kept", kept), ("Kept on time", on_time), ("Kept late", kept - on_time)]
    if stands := _stands(page):
        shown += [("Open", stands.open), ("Overdue", stands.overdue)]
    return tuple((name, page.place.number(count)) for name, count in shown)


def _not_yet(page: BoardPage) -> str:
    if page.next_digest_at is None:
        return "They are told by the weekly digests, and there was none in this term."
    day = page.place.lasting(page.place.day_of(page.next_digest_at))
    return f"They are told by the weekly digests, of which the term’s first comes {day}, and stand here from then on."


def _sections(told: TermInFigures, place: Place) -> tuple[Section, ...]:
    last = told.last
    return (
        Section("Working together", _levels(told, place)),
        Section("What was asked for", _counts(told.by_kind, "Kind not said", OTHER_KINDS, place)),
        Section("Requests by department", _departments(told.by_department, place)),
        Section("What the library took on for teachers", _shares(told, place)),
        Section("Improvement plan, and what was done for it", _plan(last.plan, place)),
        Section("What partnerships brought", _benefits(last.to_library, last.to_partners, place)),
        Section("Professional learning", _learning(told, place)),
        Section("Partner groups", _groups(last.reached, last.not_reached, place)),
    )


def _levels(told: TermInFigures, place: Place) -> tuple[str, ...]:
    return tuple(
        f"{_capital(each.what)}: {place.number(each.count)}{_movement(told.movement(each.what))}"
        for each in told.last.levels
    ) or (_TOO_FEW,)


def _movement(more: int | None) -> str:
    if more is None:
        return ""
    return f" ({more:+} since the term’s first digest)" if more else " (none new since the term’s first digest)"


def _counts(counted: Sequence[Counted], unsaid: str, rest: str, place: Place) -> tuple[str, ...]:
    told = [
        f"{unsaid if each.what == UNSAID else _capital(each.what)}: {place.number(each.count)}"
        for each in counted
        if each.count is not None
    ]
    if counted and not told:
        return (NOT_BY_KIND,)
    return (*told, *([rest] if len(told) < len(counted) else [])) or ("Nothing so far.",)


def _departments(counted: tuple[Counted, ...], place: Place) -> tuple[str, ...]:
    """On one line: a school may have many."""
    named = [f"{each.what} {place.number(each.count)}" for each in counted if each.count is not None]
    left = len(named) - _MOST_DEPARTMENTS
    shown = [*named[:_MOST_DEPARTMENTS], *([f"{left} more"] if left > 0 else [])]
    few = ["and others"] if len(named) < len(counted) else []
    return ("; ".join([*shown, *few]) if named else "Not enough from any one department to be counted.",)


def _shares(told: TermInFigures, place: Place) -> tuple[str, ...]:
    return _counts(told.by_share, "Of no named kind", OTHER_HELP, place)


def _plan(plan: tuple[ObjectiveFigures, ...], place: Place) -> tuple[str, ...]:
    lines = [f"{_clip(each.title)}: {_listed(each.behind, place) or 'nothing to count yet'}" for each in plan]
    left = len(lines) - _MOST_OBJECTIVES
    more = [f"And {left} more."] if left > 0 else []
    return (*lines[:_MOST_OBJECTIVES], *more) or ("There is no objective for this school year yet.",)


def _benefits(to_library: tuple[Grown, ...], to_partners: tuple[Grown, ...], place: Place) -> tuple[str, ...]:
    sides = (("To the library", to_library), ("To its partners", to_partners))
    return tuple(f"{side}: {_listed(gains, place)}" for side, gains in sides if gains) or (_TOO_FEW,)


def _listed(grown: tuple[Grown, ...], place: Place) -> str:
    return ", ".join(f"{place.spelt(each.what)} {place.number(each.count)}" for each in grown)


def _learning(told: TermInFigures, place: Place) -> tuple[str, ...]:
    if not told.learned:
        return ("None so far.",)
    count = (
        "1 training or conference" if told.learned == 1 else f"{place.number(told.learned)} trainings or conferences"
    )
    titles = "; ".join(_clip(each) for each in told.learned_at[:_MOST_TITLES])
    return (f"{count}: {titles}" if titles else count,)


def _groups(reached: tuple[str, ...], others: tuple[str, ...], place: Place) -> tuple[str, ...]:
    reached, others = (tuple(map(place.spelt, each)) for each in (reached, others))
    of_all = f"{len(reached)} of {len(reached) + len(others)}"
    return (
        f"Reached ({of_all}): {'; '.join(reached)}." if reached else "None was reached so far.",
        f"Not reached yet: {'; '.join(others)}." if others else "Every group was reached.",
    )


def _small_print(page: BoardPage) -> str:
    made = page.place.lasting(page.place.today)
    if page.told is None:
        return f"Made on {made}." + (" Promises as they stood then." if page.so_far else "")
    weeks = len(page.told.weeks)
    digests = (
        f"{weeks} weekly digest{'' if weeks == 1 else 's'}, the last of {page.place.short(page.told.weeks[-1].last)}"
    )
    return (
        f"Made on {made} from what was told in {digests}. Figures, never names: fewer than {FEWEST_PEOPLE} people "
        "are not counted on their own."
    )


def _clip(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST_TITLE else plain[: _LONGEST_TITLE - 1] + "…"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
