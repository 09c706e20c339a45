"""Figures as the digest and the page for a board say them, first of all in one sentence that a principal can repeat."""

from dataclasses import dataclass

from handlers.place import Place

NOT_BY_KIND = "Not enough people to be counted by kind."
OTHER_KINDS = "Other kinds were asked for too."
OTHER_HELP = "Help of other kinds was given too."
"""Of what is hidden nothing is said of how much it is: it may be most of a total that stands beside it."""


@dataclass(frozen=True)
class Promises:
    """`on_time` are some of `kept`, and `overdue` some of `open`: nothing is counted twice in a sentence."""

    kept: int
    on_time: int
    open: int = 0
    overdue: int = 0


def promises_in_words(promises: Promises, place: Place, span: str = "") -> str | None:
    """Such as “The library kept 2 promises, both on time, and has 1 open.”; None where none is kept or open.

    `span` says in which time they were kept: “this term”.
    """
    still = _overdue(promises, place)
    if not promises.kept:
        return f"The library has {count_promises(promises.open, place)} open{still}." if promises.open else None
    during = f" {span}" if span else ""
    kept = f"The library kept {count_promises(promises.kept, place)}{during}, {when_kept(promises, place)}"
    return f"{kept}, and has {place.number(promises.open)} open{still}." if promises.open else f"{kept}."


def when_kept(promises: Promises, place: Place) -> str:
    """Such as “on time” of one and “both after their date” of two."""
    kept, on_time = promises.kept, promises.on_time
    if 0 < on_time < kept:
        return f"{place.number(on_time)} of them on time"
    when = "on time" if on_time else "after its date" if kept == 1 else "after their date"
    return f"{_all_of(kept)} {when}".strip()


def count_promises(count: int, place: Place) -> str:
    return f"{place.number(count)} {'promise' if count == 1 else 'promises'}"


def _overdue(promises: Promises, place: Place) -> str:
    """With its comma; nothing where none is."""
    if not promises.overdue:
        return ""
    if promises.open == 1:
        return ", which is overdue"
    some = f"{place.number(promises.overdue)} of them"
    return f", {_all_of(promises.open) if promises.overdue == promises.open else some} overdue"


def _all_of(count: int) -> str:
    return {1: "", 2: "both"}.get(count, "all of them")
