"""Contact with partners: `/library-log`, “Log contact”, and what can be done with what was logged."""

from bot.slack.blocks.contact import TELL, gains_in, how_to_log, log_form, logged, logged_window, taken_back
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.parts import Rendered
from bot.slack.desk import Desk
from bot.slack.directory import NotToldError, Standing
from bot.slack.payloads import Click, Submission, read_id
from bot.slack.responses import replace_original, show_beneath
from bot.slack.text import Mentioned
from bot.slack.verbs.partners import page_of
from bot.slack.verbs.reactions import Button, Command, FormVerb, NextForm, Reaction, Typed
from domain.collaboration import ActivityKind, Level
from handlers.act import Act
from handlers.change_contact import change_contact, look_at_contact
from handlers.log_contact import ContactForm, Logged, log_contact, look_before_logging
from handlers.log_in_words import NamedPerson, log_in_words
from handlers.take_back_contact import take_back_contact
from handlers.whose_contact import ContactDraft


def _library_log(desk: Desk, act: Act, typed: Typed) -> Reaction:
    if not typed.text:
        return log_form("log-contact", look_before_logging(desk.store, act), Errand())
    if typed.text.lower() == "help":
        return how_to_log()
    named = [_named(desk, each) for each in typed.mentioned]
    done = log_in_words(desk.store, act, typed.text, named)
    if isinstance(done, ContactForm):
        return log_form("log-contact", done, Errand())
    return _said_back(desk, act, done)


def _said_back(desk: Desk, act: Act, done: Logged) -> Rendered:
    desk.log(f"{act.name} logged a contact ({done.contact.id})")
    return logged(done, desk.place(act))


def _named(desk: Desk, mentioned: Mentioned) -> NamedPerson:
    """Guests, bots and people of other organisations are known by their name only."""
    is_staff = _visitor_is_staff(desk, mentioned.address)
    return NamedPerson(mentioned.name, mentioned.address if is_staff else None)


def _visitor_is_staff(desk: Desk, address: str) -> bool:
    try:
        return desk.directory.visitor(address).standing is Standing.STAFF
    except NotToldError as silence:
        sentence = "Slack did not tell me just now whom you mean. Please try again in a minute; nothing was stored."
        raise NotToldError(sentence) from silence


def _open_log(desk: Desk, act: Act, click: Click) -> Reaction:
    """The value is a partner, or nothing."""
    partner_id = read_id(click.subject) if click.subject else None
    errand = Errand(click.subject, beneath=click.view_id if click.is_in_form else "")
    return log_form("log-contact", look_before_logging(desk.store, act, partner_id), errand)


def _open_edit(desk: Desk, act: Act, click: Click) -> Reaction:
    form = look_at_contact(desk.store, act, click.subject_id)
    answer_to = (click.answer_to or "") if click.is_ephemeral else ""
    errand = Errand(click.subject, answer_to, beneath=click.view_id if click.is_in_form else "")
    return log_form("edit-contact", form, errand)


def _undo(desk: Desk, act: Act, click: Click) -> Reaction:
    take_back_contact(desk.store, act, click.subject_id)
    return taken_back()


def _log(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    done = log_contact(desk.store, act, _draft(desk, sent))
    if sent.errand.beneath:
        show_beneath(desk, sent.errand.beneath, page_of(desk, act, sent.errand.subject))
    return _left_to_decide(desk, act, done)


def _edit(desk: Desk, act: Act, sent: Submission) -> NextForm | None:
    """What was said back is said anew, in the message or the window in which Edit was pressed."""
    done, errand = change_contact(desk.store, act, sent.subject_id, _draft(desk, sent)), sent.errand
    if errand.answer_to:
        replace_original(desk, errand.answer_to, logged(done, desk.place(act)))
    elif errand.beneath:
        show_beneath(desk, errand.beneath, logged_window(done, desk.place(act)))
    else:
        return _left_to_decide(desk, act, done)
    return None


def _left_to_decide(desk: Desk, act: Act, done: Logged) -> NextForm | None:
    """The form closes, unless something is left to decide that no message can ask."""
    is_open = done.may_become_partner or done.could_be
    return NextForm(logged_window(done, desk.place(act))) if is_open else None


def _draft(desk: Desk, sent: Submission) -> ContactDraft:
    filled = sent.filled
    activity, level, objective = (filled.choice(name) for name in ("activity", "level", "objective"))
    people, name = _whom(desk, sent)
    return ContactDraft(
        name=name,
        people=people,
        what=filled.words("what"),
        minutes=filled.number("minutes"),
        activity=ActivityKind(activity) if activity else None,
        level=Level(level) if level else None,
        gains=gains_in(filled),
        objective_id=read_id(objective) if objective else None,
        next_step=filled.words("next-step"),
        due_on=filled.day("due"),
        tells=TELL in filled.ticked("tells"),
    )


def _whom(desk: Desk, sent: Submission) -> tuple[tuple[tuple[str, str], ...], str | None]:
    """(address, name) of who was chosen, and the name that was written."""
    address, name = sent.filled.person("who"), sent.filled.words("name")
    if address is None:
        return (), name
    is_staff, known = _visitor_is_staff(desk, address), desk.directory.name(address)
    return (((address, known or address),) if is_staff else ()), name or known


COMMANDS: dict[str, Command] = {"/library-log": _library_log}

BUTTONS: dict[str, Button] = {"log-contact": _open_log, "edit-contact": _open_edit, "undo-contact": _undo}

FORMS: dict[str, FormVerb] = {"log-contact": _log, "edit-contact": _edit}
