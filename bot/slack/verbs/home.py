"""A librarian's Home: what it is filtered by, requests that are with a partner, and the way to the weekly digest."""

from bot.slack.blocks.home_filter import filter_form
from bot.slack.desk import Desk
from bot.slack.directory import Standing
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.verbs.digests import show_preview
from bot.slack.verbs.reactions import Button, FormVerb, NextForm, Reaction
from domain.errors import UserError
from handlers.act import Act
from handlers.filter_home import FilterDraft, filter_home, look_before_filtering, show_everything
from handlers.settle_referral import note_that_they_helped, take_back_referral


def _open_filter(desk: Desk, act: Act, _: Click) -> Reaction:
    return filter_form(look_before_filtering(desk.store, act))


def _filter(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    objective = sent.filled.choice("objective")
    draft = FilterDraft(
        person=_person(desk, sent),
        class_name=sent.filled.choice("class"),
        objective_id=read_id(objective) if objective else None,
    )
    filter_home(desk.store, act, draft)
    return None


def _person(desk: Desk, sent: Submission) -> tuple[str, str] | None:
    """(address, name); NotToldError where Slack does not say who that is."""
    address = sent.filled.person("person")
    if address is None:
        return None
    visitor = desk.directory.visitor(address)
    if visitor.standing not in (Standing.STAFF, Standing.GONE):
        raise UserError("Choose somebody of the school’s staff, or nobody.", "person")
    return visitor.address, visitor.name


def _show_everything(desk: Desk, act: Act, _: Click) -> Reaction:
    show_everything(desk.store, act)
    return None


def _they_helped(desk: Desk, act: Act, click: Click) -> Reaction:
    note_that_they_helped(desk.store, act, click.subject_id)
    return None


def _take_back(desk: Desk, act: Act, click: Click) -> Reaction:
    take_back_referral(desk.store, act, click.subject_id)
    return None


BUTTONS: dict[str, Button] = {
    "filter-home": _open_filter,
    "show-everything": _show_everything,
    "settle-referral": _they_helped,
    "take-back-referral": _take_back,
    "weekly-digest": show_preview,
}

FORMS: dict[str, FormVerb] = {"filter-home": _filter}
