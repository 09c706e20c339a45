"""What librarians do with requests and promises: promise, ask back, answer, decline, and follow through."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from bot.slack.blocks import forms
from bot.slack.blocks.forms import Errand
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from domain.commitment import Share
from handlers.act import Act
from handlers.answer import answer
from handlers.ask_back import ask_back
from handlers.decline import decline
from handlers.finish import finish
from handlers.messages import HomeList
from handlers.own_request import look_at_request
from handlers.promise import look_before_promising, promise
from handlers.refer import look_before_referring, refer
from handlers.release import release
from handlers.renegotiate import look_at_commitment, renegotiate
from handlers.snooze import SnoozeFor, look_before_snoozing, snooze
from handlers.take_charge import take_charge
from handlers.take_over import take_over
from handlers.try_again import let_go, try_again
from handlers.turn_home import turn_home


def _done(desk: Desk, act: Act, click: Click) -> Reaction:
    finish(desk.store, act, click.subject_id)
    return None


def _take_over(desk: Desk, act: Act, click: Click) -> Reaction:
    take_over(desk.store, act, click.subject_id)
    return None


def _take_charge(desk: Desk, act: Act, _: Click) -> Reaction:
    take_charge(desk.store, act)
    return None


def _try_again(desk: Desk, act: Act, click: Click) -> Reaction:
    not_needed = try_again(desk.store, act, click.subject_id)
    return forms.note(not_needed) if not_needed else None


def _let_go(desk: Desk, act: Act, click: Click) -> Reaction:
    let_go(desk.store, act, click.subject_id)
    return None


def _turn_home(desk: Desk, act: Act, click: Click) -> Reaction:
    name, page = click.subject, click.more
    if name in {each.value for each in HomeList} and page.isdecimal():
        turn_home(desk.store, act, HomeList(name), int(page))
    return None


def _about_request(form: Callable[[Any, Errand], forms.Form]) -> Button:
    return lambda desk, act, click: form(look_at_request(desk.store, act, click.subject_id), Errand(click.subject))


def _about_commitment(form: Callable[[Any, Errand], forms.Form]) -> Button:
    return lambda desk, act, click: form(look_at_commitment(desk.store, act, click.subject_id), Errand(click.subject))


def _open_promise(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.promise_form(look_before_promising(desk.store, act, click.subject_id), Errand(click.subject))


def _open_snooze(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.snooze_form(look_before_snoozing(desk.store, act, click.subject_id), Errand(click.subject))


def _promise(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    share = sent.filled.choice("share")
    promise(
        desk.store,
        act,
        sent.subject_id,
        doing=sent.filled.words("doing") or "",
        share=Share(share) if share else None,
        due_on=due_on(sent),
        objective_id=served(sent),
    )
    return None


def served(sent: Submission) -> UUID | None:
    """The objective that was chosen, if one was."""
    chosen = sent.filled.choice("objective")
    return read_id(chosen) if chosen else None


def _renegotiate(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    word = sent.filled.words("word") or ""
    renegotiate(desk.store, act, sent.subject_id, due_on=due_on(sent), word=word)
    return None


def due_on(sent: Submission) -> date | None:
    """A day chosen in the calendar counts before the proposed ones."""
    proposed = sent.filled.choice("due")
    return sent.filled.day("another") or (date.fromisoformat(proposed) if proposed else None)


def _ask_back(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    ask_back(desk.store, act, sent.subject_id, sent.filled.words("question") or "")
    return None


def _answer(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    resources, note = sent.filled.words("resources") or "", sent.filled.words("note")
    answer(desk.store, act, sent.subject_id, resources=resources, note=note, objective_id=served(sent))
    return None


def _open_refer(desk: Desk, act: Act, click: Click) -> Reaction:
    return forms.refer_form(look_before_referring(desk.store, act, click.subject_id), Errand(click.subject))


def _refer(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    partner, word = sent.filled.choice("partner"), sent.filled.words("word")
    refer(
        desk.store,
        act,
        sent.subject_id,
        partner_id=read_id(partner) if partner else None,
        word=word,
        objective_id=served(sent),
    )
    return None


def _decline(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    word, instead = sent.filled.words("word") or "", sent.filled.words("instead")
    decline(desk.store, act, sent.subject_id, word=word, ask_instead=instead)
    return None


def _release(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    release(desk.store, act, sent.subject_id, word=sent.filled.words("word") or "")
    return None


def _snooze(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    until = sent.filled.choice("until") or SnoozeFor.TOMORROW.value
    snooze(desk.store, act, sent.subject_id, SnoozeFor(until))
    return None


BUTTONS: dict[str, Button] = {
    "promise": _open_promise,
    "ask-back": _about_request(forms.ask_back_form),
    "answer": _about_request(forms.answer_form),
    "refer": _open_refer,
    "decline": _about_request(forms.decline_form),
    "done": _done,
    "snooze": _open_snooze,
    "renegotiate": _about_commitment(forms.renegotiate_form),
    "release": _about_commitment(forms.release_form),
    "take-over": _take_over,
    "take-charge": _take_charge,
    "try-again": _try_again,
    "earlier-on-home": _turn_home,
    "later-on-home": _turn_home,
    "let-go": _let_go,
}

FORMS: dict[str, FormVerb] = {
    "promise": _promise,
    "ask-back": _ask_back,
    "answer": _answer,
    "refer": _refer,
    "decline": _decline,
    "release": _release,
    "renegotiate": _renegotiate,
    "snooze": _snooze,
}
