"""What people make out when all is quiet: what became of that which nobody acknowledged, by what they see."""

from tests.faults.deeds import Deeds
from tests.faults.eyes import Eyes
from tests.faults.matters import Request, Standing
from tests.faults.story import Story
from tests.people import Person

OVER = {
    Standing.DECLINED: ("Declined: ",),
    Standing.WITHDRAWN: ("withdrew it; nothing more to do", "no longer needs this; your promise is closed"),
}
"""How a card, or the message to whoever had promised it, says that nobody waits any more."""


def clear_up(deeds: Deeds, eyes: Eyes, story: Story) -> None:
    """Only when nothing is under way: then the cards tell the truth, and each doubt ends one way or the other."""
    deeds.takes_note()
    for request in story.requests:
        if any(unsent.form.person.id in _parties(request, story) for unsent in deeds.unsent):
            continue
        if request.standing is Standing.UNCLEAR and (librarian := _reader(request, eyes, story)):
            _clear_standing(request, librarian, eyes, story)
        if request.question and not request.question.is_settled:
            _clear_question(request, deeds, eyes, story)


def _parties(request: Request, story: Story) -> set[str]:
    return {request.teacher.id, *(each.id for each in story.librarians)}


def _reader(request: Request, eyes: Eyes, story: Story) -> Person | None:
    """A librarian who has the card; the owner of a promise rather than a colleague."""
    owner = [request.promise.owner] if request.promise else []
    return next((each for each in (*owner, *story.librarians) if eyes.says(each, request.tag, request.tag)), None)


def _clear_standing(request: Request, librarian: Person, eyes: Eyes, story: Story) -> None:
    promise = request.promise
    if request.is_being_taken:
        _clear_taking(request, eyes, story)
        return
    for standing, words in OVER.items():
        if any(eyes.says(librarian, request.tag, each) for each in words):
            request.is_over(standing)
            return
    if request.is_being_released and eyes.offers(librarian, "Promise", request.tag):
        request.is_released()
        return
    story.forget(*request.is_decided(happened=False))
    if eyes.says(librarian, request.tag, "✓"):
        request.standing = Standing.ANSWERED
        shown = [each for each in request.answers.values() if eyes.counts()[each.told]]
        (shown or [*request.answers.values()])[-1].is_certain = True
        story.forget(*(each for each in request.cards if not each.is_certain))
    elif promise and eyes.says(librarian, request.tag, promise.tag):
        request.standing, promise.accepted, promise.notice.is_certain = Standing.PROMISED, True, True
    elif eyes.offers(librarian, "Promise", request.tag):
        if any(eyes.says(request.teacher, tag, "You said: not yet") for tag in request.answers):
            request.is_judged(reopened=True)
        else:
            story.forget(*(each for each in request.answers.values() if not each.is_certain))
            story.forget(promise.notice if promise and not promise.accepted else None)
            request.promise, request.answers = None, {}
            for chance in request.cards:
                chance.excuse = ""  # nobody settled it after all
        request.standing = Standing.OPEN


def _clear_taking(request: Request, eyes: Eyes, story: Story) -> None:
    promise = request.promise
    assert promise
    if eyes.says(promise.owner, request.tag, promise.tag):
        request.is_taken_over()
    else:
        story.forget(*request.is_decided(happened=False))
        request.standing = Standing.LEFT


def _clear_question(request: Request, deeds: Deeds, eyes: Eyes, story: Story) -> None:
    question = request.question
    assert question
    seen = eyes.counts()
    if not question.accepted:
        if seen[question.notice.told]:
            question.accepted = question.notice.is_certain = True
        else:
            story.forget(question.notice)
            request.question = None
    elif question.reply and not any(each.by.id == request.teacher.id for each in deeds.said):
        if seen[question.reply.told]:
            question.is_settled = question.reply.is_certain = True
        else:
            question.reply = None
