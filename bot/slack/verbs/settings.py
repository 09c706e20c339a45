"""The school's settings, from a librarian's Home."""

from bot.slack.blocks.settings import filled_in, settings_form
from bot.slack.desk import Desk
from bot.slack.payloads import Submission
from bot.slack.verbs.reactions import Button, FormVerb, NextForm
from handlers.act import Act
from handlers.settings import change_settings, look_at_settings


def _keep(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    before = look_at_settings(desk.store, act)
    change_settings(desk.store, act, filled_in(sent.filled, before))
    return None


BUTTONS: dict[str, Button] = {
    "settings": lambda desk, act, _click: settings_form(look_at_settings(desk.store, act)),
}

FORMS: dict[str, FormVerb] = {"settings": _keep}
