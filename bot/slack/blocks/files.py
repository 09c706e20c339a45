"""Term report and Calendar on Home: the forms that ask for files, and the lines that come with them."""

from slack_sdk.models.blocks import Block, ConfirmObject

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form, window
from bot.slack.blocks.parts import Rendered, aside, button, buttons, confirm, exactly, plainly
from domain.term_of import Term
from handlers.messages import CalendarFile, Format, Place, TermReport
from handlers.send_report import ReportChoices

_NAMES = {Format.CSV: "CSV", Format.EXCEL: "Excel", Format.PDF: "PDF"}
_ABOUT = {
    Format.CSV: "CSV: the collaboration log, for any spreadsheet",
    Format.EXCEL: "Excel: the same as a workbook",
    Format.PDF: "PDF: one page of figures for a board, without names",
}


def report_form(choices: ReportChoices) -> Form:
    terms = [(each.first.isoformat(), _named(each, choices.place)) for each in choices.terms]
    formats = [(each.value, _ABOUT[each]) for each in choices.formats]
    ticked = [each.value for each in choices.formats]
    of_log = [fields.ticks("formats", "Formats", formats, ticked=ticked)] if len(formats) > 1 else []
    page = [] if of_log else [exactly("You get one page of figures as PDF, to take to a board. It names nobody.")]
    return a_form(
        "term-report",
        "Term report",
        "Send",
        Errand(),
        fields.one_of("term", "Which term?", terms, value=terms[0][0]),
        *of_log,
        *page,
        aside("It comes to your messages with me. The page is made from what the weekly digests have told."),
    )


def term_report(message: TermReport, place: Place) -> Rendered:
    names = [_NAMES[each] for each in message.formats]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return plainly(f"Here is the library’s term, {_span(message.term, place)}, as {listed}.")


def calendar_file(_message: CalendarFile, _place: Place) -> Rendered:
    return plainly(
        "Here is the library’s calendar: what you have promised, on the days it is due, and the activities to come. "
        "Open it with your calendar program. It shows things as they are now and does not change by itself."
    )


def calendar_window(address: str | None, why_none: str, *, word: str = "") -> Form:
    """`address` is where it can be subscribed to; without one, `why_none` says what would bring it, if anything can."""
    return window(
        "Calendar",
        exactly("What you have promised, on the days it is due, and the activities to come, in your own calendar."),
        *([aside(word)] if word else []),
        *(_address(address) if address else [exactly(why_none)] if why_none else [_offer()]),
        exactly("Or have it as a file that shows things as they are now."),
        buttons(button("As a file", "calendar-file", "calendar")),
        name="the-calendar",
    )


def _address(address: str) -> list[Block]:
    return [
        exactly(address),
        aside(
            "Copy this address and paste it where your calendar program says “subscribe”, “from URL” or “from the "
            "internet”. It is yours alone: whoever has it can read your calendar."
        ),
        buttons(
            button("New address", "new-address", "calendar", confirm=_ends("Make a new address?")),
            button("Withdraw", "withdraw-address", "calendar", confirm=_ends("Withdraw the address?")),
        ),
    ]


def _offer() -> Block:
    return buttons(button("New address", "new-address", "calendar", style="primary"))


def _ends(question: str) -> ConfirmObject:
    return confirm(question, "Calendars that are subscribed to the one shown now no longer get anything.", "Go on")


def _named(term: Term, place: Place) -> str:
    now = "This term: " if term.holds(place.today) else "The next term: " if term.first > place.today else ""
    return f"{now}{_span(term, place)}"


def _span(term: Term, place: Place) -> str:
    """Such as “Mon 4 Jan to Fri 30 Jul 2027”."""
    first, last = place.short(term.first), place.short(term.last)
    begins = f" {term.first.year}" if term.first.year != term.last.year else ""
    return f"{first}{begins} to {last}, {term.last.year}"
