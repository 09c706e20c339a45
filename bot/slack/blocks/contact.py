"""A contact that was logged, said back to the librarian, and the form in which one is logged or changed."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block, ButtonElement

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form, window
from bot.slack.blocks.parts import Rendered, aside, bold, button, buttons, exactly
from bot.slack.text import clip
from domain.collaboration import LONGEST_CONTACT, ActivityKind, Benefit, Contact, Gain, Level, Served
from domain.commitment import WORDS_LIMIT
from domain.partner import NAME_LIMIT
from domain.request import NEED_LIMIT
from handlers.log_contact import ContactForm, Logged
from handlers.messages import Place

TELL = "tell"
_MOST_OBJECTIVES = 100
_LONGEST_OPTION = 75
"""Slack's limits."""

_GAINED = {Served.LIBRARY: "gains-library", Served.PARTNER: "gains-partner"}


def logged(entry: Logged, place: Place) -> Rendered:
    """What was understood, so that a slip is seen at once."""
    contact, about = entry.contact, str(entry.contact.id)
    heading = f"{'Logged already' if entry.is_known else 'Logged'}: {_who_and_how_long(contact)}"
    pressed = [button("Edit", "edit-contact", about), button("Undo", "undo-contact", about)]
    if entry.may_become_partner:
        pressed.insert(0, make_a_partner(contact))
    return Rendered(
        f"{heading}. {clip(contact.what, 200)}",
        (bold(heading), exactly(f"About: {contact.what}"), *_next(entry, place), *_asides(entry), buttons(*pressed)),
    )


def logged_window(entry: Logged, place: Place) -> Form:
    """The same where a form was sent, which no message answers."""
    pressed = [make_a_partner(entry.contact)] if entry.may_become_partner else []
    pressed.append(button("Edit", "edit-contact", str(entry.contact.id)))
    words = exactly(f"About: {entry.contact.what}")
    return window(
        "Logged",
        bold(_who_and_how_long(entry.contact)),
        words,
        *_next(entry, place),
        *_asides(entry),
        buttons(*pressed),
    )


def taken_back() -> Rendered:
    words = "Taken back: it is no longer in the log, and its next step is off your list."
    return Rendered(words, (exactly(words),))


def how_to_log() -> Rendered:
    lines = (
        "/library-log 10 min with @ada about the inquiry unit, next step book carts by Tuesday — in any order.",
        "Only who and what have to be there.",
        "/library-log 1.5 h with the city museum about the loan box — somebody who is not in Slack, by name.",
        "/library-log — opens a form instead.",
    )
    return Rendered("How to log a contact", (bold("How to log a contact"), exactly("\n".join(lines))))


def make_a_partner(contact: Contact) -> ButtonElement:
    return button("Make a partner", "add-partner", f"contact:{contact.id}", style="primary")


def log_form(verb: str, form: ContactForm, errand: Errand) -> Form:
    """`verb` is `log-contact` or `edit-contact`."""
    heading, submit = ("Edit contact", "Save") if verb == "edit-contact" else ("Log contact", "Log")
    draft = form.draft
    return a_form(
        verb,
        heading,
        submit,
        errand,
        *_whom(form),
        fields.words("what", "What", value=draft.what, lines=True, most=NEED_LIMIT),
        fields.number("minutes", "Minutes", value=draft.minutes, least=1, most=LONGEST_CONTACT),
        fields.words("next-step", "Next step", value=draft.next_step, most=WORDS_LIMIT, optional=True),
        fields.day("due", "Next step by", value=draft.due_on, hint="You are reminded until it is done."),
        _choice("activity", "Kind of activity", ActivityKind, draft.activity),
        _choice("level", "Level of collaboration", Level, draft.level),
        *_benefits(draft.gains),
        *_objectives(form),
        fields.ticks(
            "tells",
            "Tell them",
            [(TELL, "Tell them")],
            hint="In one line, in school hours, and only if this is ticked.",
        ),
    )


def gains_in(filled: fields.Filled) -> tuple[Gain, ...]:
    ticked = [(served, filled.ticked(name)) for served, name in _GAINED.items()]
    return tuple(Gain(benefit, served) for served, values in ticked for benefit in Benefit if benefit.value in values)


def _whom(form: ContactForm) -> list[Block]:
    draft = form.draft
    address, known = draft.people[0] if draft.people else (None, None)
    return [
        fields.person("who", "Who", value=address),
        fields.words(
            "name",
            "Or who is not in Slack",
            value=draft.name if draft.name != known else None,
            most=NAME_LIMIT,
            optional=True,
            hint="A name, such as a partner’s. Students and families are not named here.",
        ),
    ]


def _choice(
    name: str, label: str, options: Iterable[ActivityKind | Level], value: ActivityKind | Level | None
) -> Block:
    chosen = value.value if value else None
    return fields.choice(name, label, [each.value for each in options], value=chosen, optional=True)


def _benefits(gains: tuple[Gain, ...]) -> list[Block]:
    options = [(each.value, _capital(each.value)) for each in Benefit]
    return [
        fields.ticks(
            name,
            f"Benefits for {served.value}",
            options,
            ticked=[gain.benefit.value for gain in gains if gain.served is served],
        )
        for served, name in _GAINED.items()
    ]


def _objectives(form: ContactForm) -> list[Block]:
    """Only where the year's plan has some."""
    options = [(str(known), clip(title, _LONGEST_OPTION)) for known, title in form.objectives[:_MOST_OBJECTIVES]]
    chosen = str(form.draft.objective_id) if form.draft.objective_id else None
    return [fields.menu("objective", "Improvement-plan objective", options, value=chosen)] if options else []


def _who_and_how_long(contact: Contact) -> str:
    if contact.minutes is None:
        return contact.with_whom
    return f"{contact.with_whom}, {contact.minutes} minute{'' if contact.minutes == 1 else 's'}"


def _next(entry: Logged, place: Place) -> list[Block]:
    step = entry.next_step
    if step is None:
        return []
    lines = [exactly(f"Next step, by {place.near(step.due_on)}: {step.doing}")]
    proposed = "You named no day, so I took one a school week away; Edit changes it."
    return [*lines, aside(proposed)] if entry.is_day_proposed else lines


def _asides(entry: Logged) -> list[Block]:
    """Small print, each line where there is something to say."""
    contact = entry.contact
    kinds = " · ".join(_capital(each.value) for each in (contact.activity, contact.level) if each)
    lines = [kinds, *_brought(contact), *_partners(entry)]
    if entry.told:
        lines.append(f"{_and(entry.told)} will be told in one line.")
    return [aside(*lines)] if any(lines) else []


def _brought(contact: Contact) -> list[str]:
    each = {served: [gain.benefit.value for gain in contact.gains if gain.served is served] for served in Served}
    return [f"Benefits for {served.value}: {', '.join(values)}." for served, values in each.items() if values]


def _partners(entry: Logged) -> list[str]:
    if entry.partners:
        return [f"Noted for {clip(_and(entry.partners), 1000)}: the days since the last contact count from today."]
    if entry.could_be:
        several = clip(_and(entry.could_be), 1000)
        return [f"Several partners go by that name: {several}. Press Edit and write the whole name to say which."]
    return ["They are not among the library’s partners yet."] if entry.may_become_partner else []


def _and(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
