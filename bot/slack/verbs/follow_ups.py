"""Lee puts a partner off in the morning's list, for a week or for the term."""

from bot.slack.desk import Desk
from bot.slack.payloads import Click
from bot.slack.verbs.reactions import Button, Reaction
from handlers.act import Act
from handlers.put_off_partner import not_this_term, snooze_partner


def _snooze(desk: Desk, act: Act, click: Click) -> Reaction:
    snooze_partner(desk.store, act, click.subject_id)
    return None


def _not_this_term(desk: Desk, act: Act, click: Click) -> Reaction:
    not_this_term(desk.store, act, click.subject_id)
    return None


BUTTONS: dict[str, Button] = {"snooze-partner": _snooze, "not-this-term": _not_this_term}
