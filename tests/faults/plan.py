"""What happens in each round of a run, drawn from the seed: deeds, trouble, and the point or moment of the kill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.faults.bots import MOMENT, NEVER
from tests.faults.trouble import ACCEPTED_IN_SILENCE, LOST_IN_THREAD, TROUBLES

ASKING = ("asks_by_command", "asks_by_message", "asks_by_form", "asks_by_mention", "asks_by_shortcut")
LOAD = {
    **dict.fromkeys(ASKING, 2),
    "newcomer_asks": 1,
    "thanks": 1,
    "promises": 8,
    "answers": 5,
    "asks_back": 3,
    "replies_in_form": 2,
    "replies_in_words": 2,
    "finishes": 5,
    "says_helped": 2,
    "says_not_yet": 2,
    "snoozes": 2,
    "presses_again": 1,
    "opens_home": 2,
    "an_envelope_comes_again": 2,
    "slack_refreshes": 0.3,
    "time_goes_on": 3,
    "evening_comes": 0.3,
    "nobody_is_there_until_morning": 0.3,
}
"""What people do, by how often."""

MORE_LOAD = {"renegotiates": 2, "releases": 2, "declines": 1, "withdraws": 2, "takes_over": 1}
"""What things come to otherwise than was said; not in a brief run."""

TOUR: tuple[tuple[str, str | None], ...] = (
    *((deed, None) for deed in ASKING),
    ("asks_by_mention", LOST_IN_THREAD),
    ("newcomer_asks", ACCEPTED_IN_SILENCE),
    *((deed, None) for deed in ("opens_home", "promises", "asks_back", "replies_in_form", "asks_back", "answers")),
    *((deed, None) for deed in ("promises", "finishes", "says_not_yet", "thanks", "replies_in_words", "promises")),
    *((deed, None) for deed in ("morning_comes", "snoozes", "finishes", "says_helped", "presses_again")),
    *((deed, None) for deed in ("nobody_is_there_until_morning", "asks_by_message", "friday_comes")),
)

MORE_TOUR: tuple[tuple[str, str | None], ...] = tuple(
    (deed, None)
    for deed in (
        "asks_by_message",
        "promises",
        "renegotiates",
        "releases",
        "declines",
        "asks_by_form",
        "withdraws",
        "asks_by_message",
        "a_colleague_leaves",
        "takes_over",
    )
)

_LEADS = {
    "call files.": ("friday_comes",),
    "ask.ask": ("asks_by_command", "asks_by_form"),
    "slash_commands": ("asks_by_command",),
    "hear.hear": ("asks_by_message", "newcomer_asks"),
    "events_api": ("asks_by_message", "thanks"),
    "conversations.open": ("newcomer_asks",),
    "conversations.replies": ("asks_by_mention",),
    "conversations.history": ("asks_by_message",),
    "look_up": ("asks_by_message",),
    "renegotiate.renegotiate": ("renegotiates", "promises", "renegotiates"),
    "release.release": ("releases", "promises", "releases"),
    "decline.decline": ("declines",),
    "withdraw.withdraw": ("withdraws", "asks_by_message", "withdraws"),
    "leave.leave": ("a_colleague_leaves",),
    "take_over.take_over": ("takes_over",),
    "promise.promise": ("promises",),
    "ask_back": ("asks_back",),
    "reply.reply": ("asks_back", "replies_in_form"),
    "answer.answer": ("answers",),
    "finish.finish": ("finishes", "promises", "finishes"),
    "say_helped": ("says_helped", "answers", "says_helped"),
    "snooze": ("snoozes", "promises", "time_goes_on", "snoozes"),
    "open_home": ("opens_home",),
    "publish": ("opens_home",),
    "views.open": ("asks_by_form",),
    "block_actions": ("promises",),
    "view_submission": ("asks_by_form",),
    "message_action": ("asks_by_shortcut",),
    "response_url": ("promises", "finishes", "presses_again"),
    "nudge": ("morning_comes",),
    "digest": ("friday_comes",),
    "stay_seen": ("time_goes_on",),
    "come_back": ("nobody_is_there_until_morning",),
    "rewrite": ("promises", "answers"),
    "chat.update": ("promises", "answers"),
}
"""What leads to a named point, by words in its name; any request leads to the others."""


@dataclass(frozen=True)
class Plan:
    rng: Random
    """Of this round alone, so that what one round does not do changes nothing in the next."""
    kill_at: str
    nth: int
    deeds: tuple[str, ...]
    trouble: str | None
    lingers: float
    """Seconds to wait for the kill when the deeds are done."""

    @property
    def is_by_chance(self) -> bool:
        return self.kill_at == NEVER


def tour(*, brief: bool) -> tuple[tuple[str, str | None], ...]:
    return TOUR if brief else (*TOUR, *MORE_TOUR)


def plan_for(seed: int, number: int, left: Sequence[str], known: Sequence[str], *, brief: bool) -> Plan:
    """First the named points that are left, then half the kills at any of them and half at random moments."""
    rng = Random(f"{seed}/{number}")
    load = LOAD if brief else LOAD | MORE_LOAD
    if left and left[0] != MOMENT:
        return _at_point(rng, left[0], 1, _trouble_at(left[0]), _some(rng, load, 1))
    if not left and rng.random() < 0.5:
        point = rng.choice(known)
        return _at_point(rng, point, rng.choice((1, 1, 2, 3)), _trouble_at(point) or _perhaps(rng), _some(rng, load, 2))
    return Plan(rng, NEVER, 1, _some(rng, load, rng.randint(2, 4)), _perhaps(rng), lingers=1.0)


def _at_point(rng: Random, point: str, nth: int, trouble: str | None, others: Sequence[str]) -> Plan:
    return Plan(rng, point, nth, (*deeds_for(point), *others), trouble, lingers=lingers(point, trouble))


def _trouble_at(point: str) -> str | None:
    """What makes something to look up, where a look-up is to be met."""
    if "conversations.replies" in point:
        return LOST_IN_THREAD
    return ACCEPTED_IN_SILENCE if any(words in point for words in ("look_up", "conversations.history")) else None


def lingers(point: str, trouble: str | None) -> float:
    """A picture has to be drawn first, by a bot that has not drawn any yet."""
    if "files." in point:
        return 15.0
    return 4.0 if trouble in (ACCEPTED_IN_SILENCE, LOST_IN_THREAD) else 0.7


def deeds_for(point: str) -> tuple[str, ...]:
    return next((deeds for words, deeds in _LEADS.items() if words in point), ("asks_by_message",))


def _some(rng: Random, load: Mapping[str, float], count: int) -> tuple[str, ...]:
    return tuple(rng.choices([*load], [*load.values()], k=count))


def _perhaps(rng: Random) -> str | None:
    return rng.choice([*TROUBLES]) if rng.random() < 0.6 else None
