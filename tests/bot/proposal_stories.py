"""Mornings with partners and a proposal in them, and the windows of the lesson ideas, in every state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bot.slack.blocks.forms import Errand
from bot.slack.blocks.ideas import idea_form, idea_list
from domain.commitment import Commitment, CommitmentState
from domain.follow_ups import Followed, Standing
from domain.partner import Partner
from domain.request import HelpKind
from domain.take_action import Idea, Origin, ProposalKind, ProposalState
from handlers.look_at_ideas import Shelf
from handlers.messages import Nudge, PartnerLine, Proposed, Suggestion

_ABOUT = UUID(int=77)


def proposed(words: str, kind: ProposalKind, state: ProposalState, promise: Commitment | None = None) -> Proposed:
    each = Suggestion(words, "it helped 2 people")
    is_teaching = kind is ProposalKind.REACH_OUT
    return Proposed(
        _ABOUT,
        kind,
        state,
        each,
        each if is_teaching else None,
        each if is_teaching else None,
        words if kind is ProposalKind.ROTATION else None,
        promise,
    )


def partner_line(partner: Partner, standing: Standing, *, is_settled: bool = False) -> PartnerLine:
    return PartnerLine(Followed(partner, 63, standing), is_settled)


def mornings(words: str, partner: Partner, today: date, full: Nudge) -> Iterator[tuple[str, Nudge]]:
    """`full` holds as much as a morning may, to which all of this is added."""
    waiting = (
        partner_line(partner, Standing.OVERDUE),
        partner_line(replace(partner, last_contact_on=today - timedelta(days=90)), Standing.WORTH_A_WORD),
        partner_line(partner, Standing.WORTH_A_WORD),
    )
    settled = (
        partner_line(replace(partner, last_contact_on=today), Standing.FINE, is_settled=True),
        partner_line(replace(partner, quiet_until=today + timedelta(days=7)), Standing.FINE, is_settled=True),
    )
    alone = replace(full, promises=(), unanswered=())
    yield "nudge, partners", replace(alone, partners=waiting)
    yield "nudge, partners spoken to", replace(alone, partners=settled)
    promise = full.promises[0].commitment
    for what, became in (("doing", promise), ("done", replace(promise, state=CommitmentState.KEPT))):
        taken_on = proposed(words, ProposalKind.REACH_OUT, ProposalState.ACCEPTED, became)
        yield f"nudge, {what} it", replace(full, partners=waiting, proposed=taken_on)
    for kind in ProposalKind:
        for state in ProposalState:
            shown = proposed(words, kind, state)
            yield f"nudge, {kind}, {state}", replace(alone, proposed=shown)
            yield f"nudge, of everything, {kind}, {state}", replace(full, partners=waiting, proposed=shown)


def idea_windows(title: str, words: str) -> dict[str, dict[str, Any]]:
    own = Idea(str(_ABOUT), HelpKind.ACTIVITY, title, words, Origin.SCHOOL)
    starter = replace(own, key="stations", origin=Origin.STARTER)
    every = {count: Shelf((own, starter) * count, proposes=bool(count % 2)) for count in (0, 1, 150)}
    lists = {f"ideas, {count}": idea_list(shelf, 0) for count, shelf in every.items()}
    return {
        **lists,
        "ideas, turned": idea_list(every[150], 3),
        "add an idea": idea_form(None, Errand()),
        "edit an idea": idea_form(own, Errand(own.key, beneath="V0IDEAS")),
    }
