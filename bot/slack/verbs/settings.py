"""The school's settings, from a librarian's Home: one page, with a form on top of it for each of its parts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.slack.blocks import settings_forms as forms
from bot.slack.blocks.fields import Filled
from bot.slack.blocks.forms import Errand, Form
from bot.slack.blocks.settings import moved_in_words, settings_page
from bot.slack.desk import Desk
from bot.slack.payloads import Click, Submission
from bot.slack.responses import show_beneath
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from handlers.act import Act
from handlers.change_calendar import Change
from handlers.settings import Settings, change_settings, look_at_page, look_at_settings

FormOf = Callable[[Settings, Errand], Form]
Reading = Callable[[Filled, Settings], Mapping[str, Any]]


def _page(desk: Desk, act: Act, said: tuple[str, ...] = ()) -> Form:
    return settings_page(look_at_page(desk.store, act), said)


def open_form(form: FormOf, names: tuple[str, ...]) -> Button:
    """A form on top of the page, which remembers what these settings were when it opened."""

    def pressed(desk: Desk, act: Act, click: Click) -> Reaction:
        now = look_at_settings(desk.store, act)
        return form(now, Errand(forms.shown_in(now, names), beneath=click.view_id if click.is_in_form else ""))

    return pressed


def save(desk: Desk, act: Act, sent: Submission, read: Reading) -> Change:
    """What was changed in the form, and nothing else: a colleague may have changed the rest meanwhile."""
    before = look_at_settings(desk.store, act)
    to = replace(before, **read(sent.filled, before))
    return change_settings(desk.store, act, to, forms.touched_in(sent.errand.subject, to))


def _keep(read: Reading) -> FormVerb:
    def kept(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
        change = save(desk, act, sent, read)
        if sent.errand.beneath:
            said = ("Saved.", *moved_in_words(change, desk.place(act)))
            show_beneath(desk, sent.errand.beneath, _page(desk, act, said))
        return None

    return kept


BUTTONS: dict[str, Button] = {
    "settings": lambda desk, act, _click: _page(desk, act),
    "settings-back": lambda desk, act, _click: NextForm(_page(desk, act)),
    "school-days": open_form(forms.school_days_form, forms.SCHOOL_DAYS),
    "messages": open_form(forms.messages_form, forms.MESSAGES),
    "keeping": open_form(forms.keeping_form, forms.KEEPING),
}

FORMS: dict[str, FormVerb] = {
    "school-days": _keep(forms.school_days_filled),
    "messages": _keep(forms.messages_filled),
    "keeping": _keep(forms.keeping_filled),
}
