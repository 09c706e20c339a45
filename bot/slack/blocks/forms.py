"""The forms that buttons, commands and the shortcut open."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from bot.slack.blocks import fields
from bot.slack.blocks.parts import aside, exactly, promised
from bot.slack.blocks.receipt import understood
from bot.slack.text import clip
from domain.answer import MOST_RESOURCES
from domain.commitment import WORDS_LIMIT, Share
from domain.partner import Category, Partner
from domain.proposals import Proposal
from domain.request import CLASS_LIMIT, NEED_LIMIT, HelpKind, Request
from handlers.messages import Place, PromiseLine, Story
from handlers.own_request import RequestForm
from handlers.promise import PromiseForm
from handlers.refer import ReferForm
from handlers.renegotiate import CommitmentForm
from handlers.snooze import SnoozeForm

Form = dict[str, Any]

_SHORT_LIST = 25
_SERVES = "Which part of the improvement plan it serves, if any."


@dataclass(frozen=True)
class Errand:
    """What a form is about; it travels with the form. `answer_to` is where an ephemeral list can be rewritten.

    `beneath` is the platform's id of a page of ours on which the form lies, to be shown anew when it has been sent.
    """

    subject: str = ""
    answer_to: str = ""
    is_list: bool = False
    beneath: str = ""

    def pack(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def unpack(metadata: str) -> "Errand":
        return Errand(**json.loads(metadata)) if metadata else Errand()


def ask_form(verb: str, errand: Errand, request: Request | None = None, *, text: str = "") -> Form:
    """`verb` is `ask`, `edit` or `share`: a new request, a change to one, or one made from a message."""
    heading, submit = {"ask": ("Ask the library", "Ask"), "edit": ("Edit your request", "Save")}.get(
        verb, ("Ask the library", "Ask")
    )
    need = request.need if request else _as_fits(text)
    kind = request.kind.value if request and request.kind else None
    hint = "Change the words as you like: nothing is stored before you press Ask." if verb == "share" else ""
    if len(need) < len(text):
        hint = f"This is the beginning of a longer message: a request holds {NEED_LIMIT:,} characters. {hint}"
    return a_form(
        verb,
        heading,
        submit,
        errand,
        fields.words("need", "What do you need?", value=need, lines=True, most=NEED_LIMIT, hint=hint),
        fields.choice("kind", "What kind of help?", [each.value for each in HelpKind], value=kind, optional=True),
        fields.words(
            "class",
            "Class or year group",
            value=request.class_name if request else None,
            most=CLASS_LIMIT,
            optional=True,
        ),
        fields.day("needed-by", "Needed by", value=request.needed_by if request else None),
    )


def promise_form(form: PromiseForm, errand: Errand) -> Form:
    return a_form(
        "promise",
        "Promise",
        "Promise",
        errand,
        *_about(form.story, form.place),
        fields.words("doing", "What will you do?", lines=True, most=WORDS_LIMIT),
        fields.choice("share", "Your share of the work", [each.value for each in Share], value=Share.RESEARCH.value),
        fields.radio("due", "By when?", _dates(form.proposals, form.place)),
        fields.day("another", "Another day", hint="If you choose a day here, it counts."),
        *serving(form),
    )


def renegotiate_form(form: CommitmentForm, errand: Errand) -> Form:
    return a_form(
        "renegotiate",
        "Renegotiate",
        "Send",
        errand,
        *_promise(form.line, form.place),
        fields.radio("due", "New date", _dates(form.proposals, form.place)),
        fields.day("another", "Another day", hint="If you choose a day here, it counts."),
        fields.words("word", "A word about why", hint=_read_by(form.line), most=WORDS_LIMIT),
    )


def snooze_form(form: SnoozeForm, errand: Errand) -> Form:
    choices = [
        (choice.value, f"{choice.value.capitalize()}: {form.place.lasting(day)}") for choice, day in form.choices
    ]
    return a_form(
        "snooze",
        "Snooze",
        "Snooze",
        errand,
        *_promise(form.line, form.place),
        fields.radio("until", "Remind me again", choices),
        aside("The date you promised stays as it is."),
    )


def release_form(form: CommitmentForm, errand: Errand) -> Form:
    return a_form(
        "release",
        "Release",
        "Release",
        errand,
        *_promise(form.line, form.place),
        fields.words("word", "A word about why", hint=_read_by(form.line), lines=True, most=WORDS_LIMIT),
    )


def ask_back_form(form: RequestForm, errand: Errand) -> Form:
    return a_form(
        "ask-back",
        "Ask back",
        "Send",
        errand,
        *_about(form.story, form.place),
        fields.words("question", "Your question", lines=True, most=WORDS_LIMIT),
    )


def answer_form(form: RequestForm, errand: Errand) -> Form:
    return a_form(
        "answer",
        "Answer",
        "Send",
        errand,
        *_about(form.story, form.place),
        fields.words(
            "resources",
            f"Resources, one a line, {MOST_RESOURCES} at most",
            hint="Title | link or call number | a word why",
            lines=True,
            most=NEED_LIMIT,
            optional=True,
        ),
        fields.words("note", "A word to go with them", lines=True, most=WORDS_LIMIT, optional=True),
        *serving(form),
    )


def refer_form(form: ReferForm, errand: Errand) -> Form:
    reads = f"{form.story.asker} will read it, with what they offer and how to reach them."
    return a_form(
        "refer",
        "Refer",
        "Send",
        errand,
        *_about(form.story, form.place),
        fields.long_menu("partner", "Partner", _by_category(form.partners, form.place)),
        fields.words("word", "A word to go with it", hint=reads, lines=True, most=WORDS_LIMIT, optional=True),
        *serving(form),
    )


def serving(form: RequestForm) -> list[Block]:
    """Which objective it serves, where there is a plan for the year."""
    if not form.objectives:
        return []
    # A form may hold three thousand characters of need and hundreds of partners besides.
    most = 75 if len(form.objectives) <= _SHORT_LIST else 40
    options = [(str(each.id), clip(each.title, most)) for each in form.objectives[: fields.MOST_OPTIONS]]
    tied = form.story.request.objective_id
    return [
        fields.menu("objective", "Improvement-plan objective", options, value=str(tied) if tied else None, hint=_SERVES)
    ]


def _by_category(partners: tuple[Partner, ...], place: Place) -> list[tuple[str, list[fields.Choice]]]:
    """In the documents' order."""
    grouped = [(place.spelt(kind), [each for each in partners if each.category is kind]) for kind in Category]
    return [
        (
            category[0].upper() + category[1:],
            [fields.Choice(str(each.id), each.name, each.offers or category) for each in those],
        )
        for category, those in grouped
        if those
    ]


def decline_form(form: RequestForm, errand: Errand) -> Form:
    return a_form(
        "decline",
        "Decline",
        "Send",
        errand,
        *_about(form.story, form.place),
        fields.words("word", "A kind word", hint=f"{form.story.asker} will read it.", lines=True, most=WORDS_LIMIT),
        fields.words("instead", "Somebody else to ask", most=WORDS_LIMIT, optional=True),
    )


def reply_form(story: Story, errand: Errand) -> Form:
    questions = [each for each in story.remarks if each.kind == "question"]
    asked = [exactly(f"{questions[-1].author} asked: {questions[-1].words}")] if questions else []
    return a_form(
        "reply", "Reply", "Send", errand, *asked, fields.words("words", "Your reply", lines=True, most=NEED_LIMIT)
    )


def note(words: str) -> Form:
    """A sentence where no message can carry it."""
    return window("Library Partner", exactly(words))


def _as_fits(text: str) -> str:
    """As much of it as a need may hold, which counts an emoji as two."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * NEED_LIMIT].decode("utf-16-le", "ignore")


def a_form(verb: str, heading: str, submit: str, errand: Errand, *blocks: Block) -> Form:
    return View(
        type="modal",
        callback_id=verb,
        title=PlainTextObject(text=heading),
        submit=PlainTextObject(text=submit),
        close=PlainTextObject(text="Cancel"),
        private_metadata=errand.pack(),
        blocks=list(blocks),
    ).to_dict()


def window(heading: str, *blocks: Block, name: str | None = None) -> Form:
    """A page to read and press in; nothing is sent off with it. By its `name` it is known again when it is turned."""
    return View(
        type="modal",
        callback_id=name,
        title=PlainTextObject(text=heading),
        close=PlainTextObject(text="Close"),
        blocks=list(blocks),
    ).to_dict()


def _about(story: Story, place: Place) -> list[Block]:
    return [exactly(f"{story.asker}: {story.request.need}"), understood(story.request, place, all_of_it=True)]


def _promise(line: PromiseLine, place: Place) -> list[Block]:
    due = place.near(line.commitment.due_on)
    return [exactly(f"You promised, by {due}: {promised(line.commitment, place, WORDS_LIMIT)}")]


def _read_by(line: PromiseLine) -> str:
    return f"{line.story.asker} will read it." if line.story else ""


def _dates(proposals: tuple[Proposal, ...], place: Place) -> list[tuple[str, str]]:
    return [(each.on.isoformat(), _date(each.on, place, is_late=each.after_needed_by)) for each in proposals]


def _date(day: date, place: Place, *, is_late: bool) -> str:
    words = place.near(day)
    return words[0].upper() + words[1:] + (", after it is needed" if is_late else "")
