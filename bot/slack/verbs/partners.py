"""`/library-partner`: the list, a partner's page, adding, changing and retiring one, and the map."""

from collections.abc import Mapping

from bot.slack.blocks.forms import Errand, Form
from bot.slack.blocks.partner_form import partner_form
from bot.slack.blocks.partner_list import category_of, partner_list, search_of, unpack
from bot.slack.blocks.partner_map import partner_map_view
from bot.slack.blocks.partner_page import partner_page
from bot.slack.blocks.parts import Rendered, bold, exactly, plainly
from bot.slack.desk import Desk
from bot.slack.directory import Standing
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.responses import show_beneath
from bot.slack.text import clip
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.errors import UserError
from domain.partner import Approach
from handlers.act import Act
from handlers.add_partner import PartnerDraft, add_partner, look_before_adding
from handlers.change_partner import change_partner, look_before_changing
from handlers.draw_map import draw_map
from handlers.look_at_partner import look_at_partner
from handlers.look_at_partners import PartnerList, Search, look_at_partners, look_for_one
from handlers.partner_map import look_at_map
from handlers.retire_partner import retire_partner

_OF_CONTACT = "contact:"
"""Before the id of a logged contact whose name becomes a partner."""

_IN_CATEGORY = "category:"
_NEW = "new:"


def command(words: Mapping[str, Command]) -> Command:
    """`/library-partner`, and by its first word whatever else may follow it; any other words are a partner's name."""

    def library_partner(desk: Desk, act: Act, typed: Typed) -> Reaction:
        if not typed.text:
            return partner_list(look_at_partners(desk.store, act, Search()))
        first, _, rest = typed.text.partition(" ")
        verb = words.get(first.lower())
        if verb:
            return verb(desk, act, Typed(rest.strip(), typed.trigger_id, typed.mentioned))
        return _by_name(desk, act, typed.text)

    return library_partner


def page_of(desk: Desk, act: Act, subject: str, turned: int = 0, back: str = "0") -> Form:
    """A partner's page, for whatever leads there; `back` is what leads to the list it was opened from."""
    return partner_page(look_at_partner(desk.store, act, read_id(subject)), turned, back)


def _by_name(desk: Desk, act: Act, words: str) -> Reaction:
    looked = look_for_one(desk.store, act, words)
    if len(looked.found) == 1:
        return page_of(desk, act, str(looked.found[0].partner.id))
    return partner_list(looked) if looked.found else _unknown(looked)


def _unknown(looked: PartnerList) -> Rendered:
    near = f" Did you mean {clip(looked.near, 100)}?" if looked.near else ""
    return plainly(
        f"I know no partner called “{clip(looked.search.words, 100)}”.{near} "
        "Type /library-partner for all of them, /library-partner add for a new one, /library-partner help for the rest."
    )


def _help(_desk: Desk, _act: Act, _typed: Typed) -> Reaction:
    lines = (
        "/library-partner — all partners, with how things stand.",
        "/library-partner Riverside Library — the page of one of them.",
        "/library-partner add — a new one.",
        "/library-partner map — every group of people to think of, and where there is nobody yet.",
        "/library-partner activities — what is on the calendar: classes, rotations, events, trainings.",
        "/library-partner plan — the improvement plan: objectives, how far each is, and what was done for it.",
        "/library-partner ideas — the lesson ideas that Monday’s proposal offers: add, edit and retire them.",
    )
    return Rendered("The library’s partners", (bold("The library’s partners"), exactly("\n".join(lines))))


def _add(desk: Desk, act: Act, typed: Typed) -> Reaction:
    name = typed.text.removeprefix("@")
    return partner_form(look_before_adding(desk.store, act, name), Errand())


def _map(desk: Desk, act: Act, _typed: Typed) -> Reaction:
    return partner_map_view(*look_at_map(desk.store, act))


def _open_add(desk: Desk, act: Act, click: Click) -> Reaction:
    """The button says which name or whose contact it is about; one of our own pages is shown anew afterwards."""
    value = click.value
    if value.startswith(_OF_CONTACT):
        contact_id = read_id(value.removeprefix(_OF_CONTACT))
        return partner_form(look_before_adding(desk.store, act, contact_id=contact_id), Errand(value))
    if not value.startswith((_NEW, _IN_CATEGORY)):
        return partner_form(look_before_adding(desk.store, act, value), Errand())
    category = category_of(value.removeprefix(_IN_CATEGORY)) if value.startswith(_IN_CATEGORY) else None
    errand = Errand(beneath=_page_beneath(click))
    return partner_form(look_before_adding(desk.store, act), errand, category=category)


def _open_edit(desk: Desk, act: Act, click: Click) -> Reaction:
    form = look_before_changing(desk.store, act, click.subject_id)
    return partner_form(form, Errand(click.subject, beneath=_page_beneath(click)))


def _page_beneath(click: Click) -> str:
    return click.view_id if click.is_in_form else ""


def _retire(desk: Desk, act: Act, click: Click) -> Reaction:
    retire_partner(desk.store, act, click.subject_id)
    return NextForm(page_of(desk, act, click.subject))


def _open_partner(desk: Desk, act: Act, click: Click) -> Reaction:
    return NextForm(page_of(desk, act, click.subject, back=click.more or "0"))


def _turn_story(desk: Desk, act: Act, click: Click) -> Reaction:
    turned, _, back = click.more.partition(" ")
    return NextForm(page_of(desk, act, click.subject, _number(turned), back or "0"))


def _show_partners(desk: Desk, act: Act, click: Click) -> Reaction:
    page, search = unpack(click.value)
    return NextForm(partner_list(look_at_partners(desk.store, act, search), page))


def _show_map(desk: Desk, act: Act, click: Click) -> Reaction:
    return NextForm(partner_map_view(*look_at_map(desk.store, act), _number(click.value)))


def _draw_map(desk: Desk, act: Act, _click: Click) -> Reaction:
    draw_map(desk.store, act)
    word = "The picture is on its way to your messages with me."
    return NextForm(partner_map_view(*look_at_map(desk.store, act), word=word))


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else 0


def _find(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    search = search_of((sent.filled.words("words") or "").strip(), sent.filled.choice("category"))
    return NextForm(partner_list(look_at_partners(desk.store, act, search)))


def _keep(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    """A new partner, or one who is changed; then their page, in the place of the one beneath or of the form."""
    subject, draft = sent.errand.subject, _draft(desk, sent)
    if subject and not subject.startswith(_OF_CONTACT):
        change_partner(desk.store, act, sent.subject_id, draft)
    else:
        contact_id = read_id(subject.removeprefix(_OF_CONTACT)) if subject else None
        added = add_partner(desk.store, act, draft, contact_id)
        subject = str(added) if added else _id_by_name(desk, act, draft)
    page = page_of(desk, act, subject)
    if not sent.errand.beneath:
        return NextForm(page)
    show_beneath(desk, sent.errand.beneath, page)
    return None


def _id_by_name(desk: Desk, act: Act, draft: PartnerDraft) -> str:
    """A form that was sent again has been taken before."""
    name = draft.name.strip() or (draft.person[1] if draft.person else "")
    found = look_for_one(desk.store, act, name).found
    if not found:
        raise UserError("This has been kept already.")
    return str(found[0].partner.id)


def _draft(desk: Desk, sent: Submission) -> PartnerDraft:
    filled = sent.filled
    approach, objective = filled.choice("approach"), filled.choice("objective")
    return PartnerDraft(
        name=filled.words("name") or "",
        category=category_of(filled.choice("category")),
        person=_person(desk, filled.person("person")),
        contact=filled.words("contact"),
        offers=filled.words("offers"),
        reach=filled.words("reach"),
        approach=Approach(approach) if approach else None,
        objective_id=read_id(objective) if objective else None,
        ideal_days=filled.number("ideal"),
        most_days=filled.number("most"),
    )


def _person(desk: Desk, address: str | None) -> tuple[str, str] | None:
    """UserError for everybody who is not staff: of others the library keeps a name, not their account."""
    if address is None:
        return None
    visitor = desk.directory.visitor(address)
    if visitor.standing is not Standing.STAFF:
        raise UserError(
            "Please choose somebody of the school’s staff; write anybody else below, as a contact outside Slack.",
            "person",
        )
    return visitor.address, visitor.name


SUBCOMMANDS: dict[str, Command] = {"add": _add, "map": _map, "help": _help}

BUTTONS: dict[str, Button] = {
    "add-partner": _open_add,
    "open-partner": _open_partner,
    "edit-partner": _open_edit,
    "retire-partner": _retire,
    "newer-story": _turn_story,
    "older-story": _turn_story,
    "show-partners": _show_partners,
    "earlier-partners": _show_partners,
    "later-partners": _show_partners,
    "partner-map": _show_map,
    "draw-map": _draw_map,
    "earlier-map": _show_map,
    "later-map": _show_map,
}

FORMS: dict[str, FormVerb] = {"partner": _keep, "find-partners": _find}
