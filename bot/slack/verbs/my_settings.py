"""What teachers set for themselves from Home, and their thanks to the library."""

from bot.slack.blocks.forms import Errand
from bot.slack.blocks.my_settings import my_settings_form, wanted
from bot.slack.blocks.thanks import YES, thanks_form
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from handlers.act import Act
from handlers.my_settings import change_my_settings, look_at_my_settings
from handlers.say_thanks import look_before_thanking, say_thanks


def _keep(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    change_my_settings(desk.store, act, wanted(sent.filled))
    return None


def _open_thanks(desk: Desk, act: Act, click: Click) -> Reaction:
    """The button is about a request and its answer."""
    form = look_before_thanking(desk.store, act, click.subject_id, read_id(click.more))
    return thanks_form(form, Errand(click.value))


def _say_thanks(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    request_id, _, answer_id = sent.errand.subject.partition(" ")
    may_quote = YES in sent.filled.ticked("quotes")
    words = sent.filled.words("words")
    say_thanks(desk.store, act, read_id(request_id), read_id(answer_id), words=words, may_quote=may_quote)
    return None


BUTTONS: dict[str, Button] = {
    "my-settings": lambda desk, act, _click: my_settings_form(look_at_my_settings(desk.store, act)),
    "say-thanks": _open_thanks,
}

FORMS: dict[str, FormVerb] = {"my-settings": _keep, "say-thanks": _say_thanks}
