"""Who runs the library and who reads its digest, from the settings; the platform is asked whom it is about."""

import json

from bot.slack.blocks.forms import Errand, Form, note
from bot.slack.blocks.settings import settings_page
from bot.slack.blocks.settings_forms import people_form
from bot.slack.desk import Desk
from bot.slack.directory import NotToldError, Standing, Visitor
from bot.slack.payloads import Click, Submission
from bot.slack.responses import show_beneath
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from domain.errors import UserError
from handlers.act import Act
from handlers.set_people import Newcomer, Roles, look_at_people, set_people
from handlers.settings import look_at_page

_FIELDS = ("librarians", "administrators")

_NOT_STAFF = {
    Standing.GUEST: "{who} is a guest in Slack: only staff of the school can be chosen here.",
    Standing.BOT: "{who} is an app: only people can be chosen here.",
    Standing.OUTSIDER: "{who} belongs to another workspace: only staff of the school can be chosen here.",
    Standing.GONE: "{who}’s account is closed: please choose somebody who is there.",
}
_NOT_TOLD = "Slack did not tell me just now whom you mean. Please press Save again in a minute; nothing was changed."


def _open(desk: Desk, act: Act, click: Click) -> Reaction:
    present = look_at_people(desk.store, act)
    shown = json.dumps([[each.address for each in those] for those in present])
    return people_form(*present, Errand(shown, beneath=click.view_id if click.is_in_form else ""))


def _keep(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    """Who was added and who was taken out in the form; a colleague may have changed others meanwhile."""
    look_at_people(desk.store, act)
    librarians, administrators = (
        _roles(desk, name, shown, sent.filled.people(name))
        for name, shown in zip(_FIELDS, _shown(sent.errand.subject), strict=True)
    )
    set_people(desk.store, act, librarians, administrators)
    if sent.errand.beneath:
        show_beneath(desk, sent.errand.beneath, _page_after(desk, act))
    return None


def _page_after(desk: Desk, act: Act) -> Form:
    """For somebody who has just taken herself out there is nothing more to see."""
    try:
        return settings_page(look_at_page(desk.store, act), ("Saved.",))
    except UserError:
        return note("Saved. You no longer run the library here, so its settings are your colleagues’ now.")


def _roles(desk: Desk, name: str, shown: frozenset[str], chosen: tuple[str, ...]) -> Roles:
    comes = tuple(_newcomer(desk, name, address) for address in chosen if address not in shown)
    return Roles(comes, shown - set(chosen))


def _newcomer(desk: Desk, about: str, address: str) -> Newcomer:
    try:
        visitor = desk.directory.visitor(address)
    except NotToldError as error:
        raise UserError(_NOT_TOLD, about) from error
    if visitor.standing is not Standing.STAFF:
        raise UserError(_NOT_STAFF[visitor.standing].format(who=_called(visitor)), about)
    return Newcomer(visitor.address, visitor.name)


def _called(visitor: Visitor) -> str:
    """Slack does not name everybody."""
    return "Somebody you chose" if visitor.name == visitor.address else visitor.name


def _shown(packed: str) -> tuple[frozenset[str], ...]:
    """Who was in each role when the form opened; UserError for what no form of ours says."""
    try:
        librarians, administrators = json.loads(packed)
        return frozenset(map(str, librarians)), frozenset(map(str, administrators))
    except (ValueError, TypeError) as error:
        raise UserError("Please open Settings once more; nothing was changed.") from error


BUTTONS: dict[str, Button] = {"people": _open}

FORMS: dict[str, FormVerb] = {"people": _keep}
