"""The verdict: the driver's own list against what people see, and both against the store."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.clearing import OVER
from tests.faults.eyes import Eyes
from tests.faults.library import Library
from tests.faults.matters import Kind, Promise, Request, Standing, Told
from tests.faults.story import Story


@dataclass
class Verdict:
    """Each list holds sentences; all must be empty."""

    acknowledged: int
    """Requests of which somebody was told that the library has them."""
    expected: int
    """Messages that people certainly had to get."""
    posted: int
    lost: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    """What was not there at the end of a day, when trouble had ended and the bot had had time."""
    doubled: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    """Messages that follow from nothing anybody did."""
    halved: list[str] = field(default_factory=list)
    """What happened in part: a request with a card for one librarian and none for the other."""
    untrue: list[str] = field(default_factory=list)
    """Cards that do not show how things stand; rows of the store that say otherwise than the conversation."""
    unexplained: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Bots that ended though nobody killed them, and what else kept the run from going on."""

    @property
    def findings(self) -> dict[str, list[str]]:
        names = ("lost", "doubled", "unexplained", "late", "unasked", "halved", "untrue", "broken")
        return {name: getattr(self, name) for name in names}

    @property
    def is_good(self) -> bool:
        return not any(self.findings.values())


def judge(story: Story, eyes: Eyes, library: Library, ledger: list[str], broken: list[str]) -> Verdict:
    """`ledger` is what the bot's own account of its weeks leaves unexplained."""
    seen = eyes.counts()
    heard = sum(request.heard for request in story.requests)
    owed = sum(chance.is_owed for chance in story.chances)
    verdict = Verdict(heard, owed, len(eyes.everything()), broken=broken)
    verdict.lost += [f"{_said(chance.told)}, though {chance.why}" for chance in story.lacking(seen)]
    verdict.lost += _not_in_store(story, library)
    verdict.doubled += [*_twice(story, seen), *_twice_by_metadata(eyes), *_twice_in_store(story, library)]
    verdict.unasked += _out_of_nothing(story, seen)
    verdict.halved += [*_halves(story, seen, library)]
    verdict.untrue += [*_untrue_cards(story, eyes), *_untrue_rows(eyes, library)]
    verdict.unexplained += [*ledger, *library.unexplained()]
    return verdict


def _most(story: Story) -> Counter[Told]:
    return Counter(chance.told for chance in story.chances)


def _twice(story: Story, seen: Counter[Told]) -> list[str]:
    most = _most(story)
    return [
        f"{_said(told)}: {count} times instead of {most[told]}"
        for told, count in seen.items()
        if most[told] and count > most[told]
    ]


def _out_of_nothing(story: Story, seen: Counter[Told]) -> list[str]:
    most = _most(story)
    return [f"{_said(told)}, and nothing led to it" for told in seen if not most[told]]


def _twice_by_metadata(eyes: Eyes) -> list[str]:
    notices = Counter(each.notice for each in eyes.everything() if each.notice)
    return [f"notice {notice} was posted {count} times" for notice, count in notices.items() if count > 1]


def _rows_with(tag: str, words: list[str]) -> int:
    return sum(tag in each for each in words)


def _not_in_store(story: Story, library: Library) -> list[str]:
    needs = [row["need"] for row in library.requests()]
    doings = [row["doing"] for row in library.commitments()]
    gone = [each.tag for each in story.requests if each.heard and not _rows_with(each.tag, needs)]
    gone += [each.tag for each in _promises(story) if each.accepted and not _rows_with(each.tag, doings)]
    return [f"{tag} was acknowledged and is not in the store" for tag in gone]


def _twice_in_store(story: Story, library: Library) -> list[str]:
    needs = [row["need"] for row in library.requests()]
    doings = [row["doing"] for row in library.commitments() if "PX" in row["doing"]]
    often = [each.tag for each in story.requests if _rows_with(each.tag, needs) > 1]
    often += [each.tag for each in _promises(story) if _rows_with(each.tag, doings) > 1]
    return [f"{tag} is in the store more than once" for tag in often]


def _promises(story: Story) -> list[Promise]:
    return [each.promise for each in story.requests if each.promise]


def _halves(story: Story, seen: Counter[Told], library: Library) -> Iterator[str]:
    """Of requests that were not acknowledged: nothing came of them, or everything did."""
    needs = [row["need"] for row in library.requests()]
    for request in story.requests:
        if request.heard:
            continue
        there = [bool(seen[chance.told]) for chance in request.first]
        if len({*there, bool(_rows_with(request.tag, needs))}) > 1:
            missing = [
                _said(chance.told) for chance, is_there in zip(request.first, there, strict=True) if not is_there
            ]
            yield f"{request.tag} ({request.means}) happened in part; missing: {', '.join(missing) or 'its row'}"


def _untrue_cards(story: Story, eyes: Eyes) -> Iterator[str]:
    for request in story.with_standing(Standing.OPEN, Standing.PROMISED, Standing.ANSWERED, *OVER):
        for librarian in story.librarians:
            card = eyes.about(librarian, request.tag)
            if card and not _is_true(request, librarian.id, card, eyes.offers(librarian, "Promise", request.tag)):
                yield f"{librarian.name}’s card of {request.tag}, which is {request.standing}, reads: {card!r}"


def _is_true(request: Request, librarian: str, card: str, offers_promise: bool) -> bool:  # noqa: FBT001
    if request.standing is Standing.OPEN:
        return offers_promise
    if request.standing is Standing.ANSWERED:
        return "✓" in card
    if request.standing in OVER:
        return any(words in card for words in OVER[request.standing])
    promise = request.promise
    return promise is not None and (promise.tag if promise.owner.id == librarian else "has promised this by") in card


def _untrue_rows(eyes: Eyes, library: Library) -> Iterator[str]:
    """The ledger says of each message that it was sent, and where; nothing was sent of which it does not know."""
    posted = {seen.notice: seen for seen in eyes.everything() if seen.notice}
    rows = library.notices()
    for notice, seen in posted.items():
        row = rows.get(notice)
        where = f"{seen.record.channel}:{seen.record.ts}"
        if row is None or row["state"] != "sent" or row["message"] != where:
            yield f"the conversation holds {seen.text[:60]!r} at {where}, and the ledger says {row}"
    for notice, row in rows.items():
        if row["state"] == "sent" and notice not in posted:
            yield f"the ledger says that {row['once_key']} was sent, and it is nowhere"
        if row["state"] == "failed":
            yield f"{row['once_key']} has failed for ever: {row['reason']}"


def _said(told: Told) -> str:
    subject = {Kind.MORNING: "on", Kind.AFTERNOON: "on", Kind.DIGEST: "of"}.get(told.kind, "about")
    return f"{told.kind} {subject} {told.mark or 'it'} in {told.place}"
