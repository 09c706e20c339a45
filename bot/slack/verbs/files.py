"""Term report and Calendar, from Home: what comes as files, and the address of a librarian's calendar."""

from datetime import date
from uuid import UUID

from bot.slack.blocks.files import calendar_window, report_form
from bot.slack.blocks.forms import Form, note
from bot.slack.desk import Desk
from bot.slack.payloads import GONE, Click, Submission
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from domain.errors import UserError
from handlers.act import Act
from handlers.calendar_address import look_at_address, renew_address, withdraw_address
from handlers.messages import Format
from handlers.send_calendar import send_calendar
from handlers.send_report import look_before_reporting, send_report

_NO_FEEDS = (
    "There is no address to subscribe to: for that the program has to be reachable from outside, as its README says."
)
_NO_PUBLIC_URL = (
    "There is no address to subscribe to yet: whoever runs the program has to say where it is reached (PUBLIC_URL)."
)
_ON_ITS_WAY = "It is on its way to your messages with me."


def _open_report(desk: Desk, act: Act, _click: Click) -> Reaction:
    return report_form(look_before_reporting(desk.store, act))


def _send_report(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    is_asked = "formats" in sent.field_names
    formats = sent.filled.ticked("formats") if is_asked else {Format.PDF.value}
    try:
        day, wanted = date.fromisoformat(sent.filled.choice("term") or ""), [Format(each) for each in formats]
    except ValueError as error:
        raise UserError(GONE) from error
    send_report(desk.store, act, day, wanted)
    return NextForm(note(_ON_ITS_WAY))


def _open_calendar(desk: Desk, act: Act, _click: Click) -> Reaction:
    return _window(desk, look_at_address(desk.store, act))


def _new_address(desk: Desk, act: Act, _click: Click) -> Reaction:
    if desk.feeds is None:
        raise UserError(_NO_FEEDS)
    return NextForm(_window(desk, renew_address(desk.store, act), "This is your new address."))


def _withdraw_address(desk: Desk, act: Act, _click: Click) -> Reaction:
    withdraw_address(desk.store, act)
    return NextForm(_window(desk, None, "There is no address any more; what was subscribed to it gets nothing."))


def _window(desk: Desk, feed_id: UUID | None, word: str = "") -> Form:
    if desk.feeds is None:
        return calendar_window(None, _NO_FEEDS, word=word)
    if not desk.feeds.can_be_shown:
        return calendar_window(None, _NO_PUBLIC_URL, word=word)
    return calendar_window(desk.feeds.address(feed_id) if feed_id else None, "", word=word)


def _send_calendar(desk: Desk, act: Act, _click: Click) -> Reaction:
    send_calendar(desk.store, act)
    return NextForm(note(_ON_ITS_WAY))


BUTTONS: dict[str, Button] = {
    "term-report": _open_report,
    "calendar": _open_calendar,
    "new-address": _new_address,
    "withdraw-address": _withdraw_address,
    "calendar-file": _send_calendar,
}

FORMS: dict[str, FormVerb] = {"term-report": _send_report}
