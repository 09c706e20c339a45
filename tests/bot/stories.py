"""Stories to render: short to write, and with every word that people choose in one place.

card(story(request(state=PROMISED), commitment=promise()))
for name, message in every_message(Words(need="…")).items(): ...
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.slack.blocks import forms
from bot.slack.blocks import plan as pages
from bot.slack.blocks.activities import activity_form
from bot.slack.blocks.contact import log_form
from bot.slack.blocks.digest import digest_preview, need_form, note_form
from bot.slack.blocks.forms import Errand
from bot.slack.blocks.home_filter import filter_form
from bot.slack.blocks.partner_form import partner_form
from bot.slack.blocks.partner_list import partner_list
from bot.slack.blocks.partner_map import partner_map_view
from bot.slack.blocks.partner_page import partner_page
from domain.activity import Activity, Recurrence
from domain.answer import Answer, Helped, Resource
from domain.collaboration import ActivityKind, Benefit, Contact, Level
from domain.commitment import Commitment, CommitmentState, DueDate, Share
from domain.counted import REST, Counted, Grown
from domain.dates_in_words import DateOrder
from domain.digest import UNSAID, Earlier, Figures, ObjectiveFigures, OwnRecord, as_earlier
from domain.follow_ups import Followed, Standing
from domain.library_need import NEED_LIMIT, NOTE_LIMIT, Need, NeedKind, Note
from domain.objective import Evidence, Objective, Reading, Tied
from domain.partner import NAME_LIMIT, Approach, Category, Gaps, Partner, usual_gaps
from domain.partner_map import partner_map
from domain.partner_story import PartnerStory, Sent, Undertaking
from domain.proposals import Proposal
from domain.referral import Referral
from domain.request import HelpKind, Remark, RemarkKind, Request, RequestState, Source
from domain.small_talk import Intent
from domain.thanks import THANKS_LIMIT
from handlers import messages
from handlers.add_partner import PartnerForm
from handlers.filter_home import FilterForm
from handlers.list_activities import Choices
from handlers.log_contact import ContactForm
from handlers.look_at_partner import PartnerPage
from handlers.look_at_partners import PartnerList, Search
from handlers.look_at_plan import ObjectiveForm, ObjectivePage, Plan, Progress
from handlers.messages import (
    Card,
    Home,
    HomeList,
    Message,
    Nudge,
    Place,
    PromiseLine,
    Receipt,
    Recorded,
    Seat,
    ShownOnly,
    Story,
    Told,
    Undelivered,
)
from handlers.own_request import RequestForm
from handlers.preview_digest import Preview
from handlers.promise import PromiseForm
from handlers.refer import ReferForm
from handlers.renegotiate import CommitmentForm
from handlers.snooze import SnoozeFor, SnoozeForm
from handlers.whose_contact import ContactDraft
from tests.bot.file_stories import file_windows, files
from tests.bot.own_stories import as_fits, departments, own, own_windows, quoted
from tests.bot.proposal_stories import idea_windows, mornings
from tests.bot.settings_stories import settings_windows

OPEN, PROMISED, ANSWERED, REFERRED, DECLINED, WITHDRAWN = (
    RequestState.OPEN,
    RequestState.PROMISED,
    RequestState.ANSWERED,
    RequestState.REFERRED,
    RequestState.DECLINED,
    RequestState.WITHDRAWN,
)
ADA, LEE, KIM = UUID(int=1), UUID(int=2), UUID(int=3)
ABOUT, PROMISE, ANSWER, REMARK = UUID(int=10), UUID(int=20), UUID(int=30), UUID(int=40)
REFERRAL, OBJECTIVE, NEED = UUID(int=50), UUID(int=70), UUID(int=80)
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
PLACE = Place(today=TODAY, order=DateOrder.MONTH_FIRST, zone="America/Chicago", school="Riverside", now=NOW)


@dataclass(frozen=True)
class Words:
    """Everything that people write or are called."""

    need: str = "books on bees"
    name: str = "Ada Byron"
    owner: str = "Lee Park"
    doing: str = "a box of books"
    class_name: str | None = "Grade 8"
    remark: str = "for two periods?"
    word: str = "the copies are late"
    title: str = "The Bee Book"
    where: str | None = "595.79 BEE"
    why: str | None = "short chapters"
    instead: str = "the public library"
    partner: str = "County Museum"
    contact: str | None = "Grace Hopper"
    offers: str | None = "handling boxes and a visit"
    reach: str | None = "schools@museum.example"
    objective: str = "Every Year 8 class learns to search"
    value: str = "45 %"


PLAIN = Words()


def request(words: Words = PLAIN, **changed: Any) -> Request:
    return replace(
        Request(
            id=ABOUT,
            asker_id=ADA,
            need=words.need,
            kind=HelpKind.ACTIVITY,
            class_name=words.class_name,
            needed_by=TODAY + timedelta(days=10),
            state=OPEN,
            source=Source.COMMAND,
            doubtful=False,
            thread=None,
            round=1,
            asked_at=NOW,
        ),
        **changed,
    )


def promise(words: Words = PLAIN, **changed: Any) -> Commitment:
    return replace(
        Commitment(
            id=PROMISE,
            request_id=ABOUT,
            owner_id=LEE,
            owner=words.owner,
            doing=words.doing,
            share=Share.MATERIALS,
            state=CommitmentState.OPEN,
            due_on=TODAY + timedelta(days=3),
            made_at=NOW,
            closed_at=None,
            snoozed_until=None,
            last_nudged_on=None,
        ),
        **changed,
    )


def answer(words: Words = PLAIN, *, count: int = 1, **changed: Any) -> Answer:
    resource = Resource(words.title, words.where, words.why)
    return replace(Answer(ANSWER, ABOUT, LEE, words.owner, words.word, (resource,) * count, NOW, None), **changed)


def referral(words: Words = PLAIN, **changed: Any) -> Referral:
    return replace(
        Referral(
            id=REFERRAL,
            request_id=ABOUT,
            partner_id=UUID(int=60),
            partner=words.partner,
            librarian=words.owner,
            note=words.word,
            referred_at=NOW,
            follow_up_on=TODAY + timedelta(days=7),
            followed_up_at=None,
            helped=None,
        ),
        **changed,
    )


def partner(words: Words = PLAIN, **changed: Any) -> Partner:
    return replace(
        Partner(
            id=UUID(int=60),
            name=words.partner,
            category=Category.PUBLIC_LIBRARIES,
            person_id=None,
            contact=words.contact,
            offers=words.offers,
            reach=words.reach,
            approach=None,
            objective_id=None,
            gaps=usual_gaps(Category.PUBLIC_LIBRARIES),
            added_on=TODAY,
        ),
        **changed,
    )


def objective(words: Words = PLAIN, **changed: Any) -> Objective:
    plan = Objective(OBJECTIVE, 2025, words.objective, words.doing, words.word, words.value, None, None)
    return replace(plan, **changed)


def progress(words: Words = PLAIN, count: int = 2, **changed: Any) -> Progress:
    """An objective with `count` readings, and as much behind it."""
    tied = (Tied(words.name, words.need, "open", TODAY),) * min(count, 5)
    behind = Evidence(count, count, count, count, count, tied, tied, tied, tied)
    readings = (Reading(words.value, words.word, TODAY),) * count
    return Progress(objective(words, **changed), readings, behind)


def activity(words: Words = PLAIN) -> Activity:
    title = words.class_name or ""
    kind, weekly = ActivityKind.REGULAR_CLASS, Recurrence.WEEKLY
    return Activity(UUID(int=80), LEE, kind, title, TODAY, None, weekly, None, None, None, None, None, None)


def remarks(words: Words = PLAIN, count: int = 2) -> tuple[Remark, ...]:
    kinds = (RemarkKind.QUESTION, RemarkKind.REPLY, RemarkKind.ADDITION, RemarkKind.QUESTION)
    each = (Remark(REMARK, kind, LEE, words.owner, words.remark, NOW) for kind in kinds * count)
    return tuple(each)[:count]


def story(of: Request | None = None, words: Words = PLAIN, **more: Any) -> Story:
    return replace(Story(of or request(words), words.name, None, (), None), **more)


def stories(words: Words = PLAIN) -> dict[str, Story]:
    """A story in each of its states."""
    kept = promise(words, state=CommitmentState.KEPT, closed_at=NOW)
    released = promise(words, state=CommitmentState.RELEASED, closed_at=NOW)
    return {
        "open": story(words=words),
        "doubtful": story(request(words, doubtful=True), words),
        "bare": story(request(words, class_name=None, needed_by=None, kind=None), words),
        "asked back": story(request(words, asked_back_at=NOW), words, remarks=remarks(words, 1)),
        "talked about": story(words=words, remarks=remarks(words, 4), before=(request(words),) * 3),
        "open again": story(words=words, answer=answer(words, helped=Helped.NOT_YET), commitment=kept),
        "released": story(request(words, needed_by=TODAY - timedelta(days=1)), words, commitment=released),
        "promised": story(request(words, state=PROMISED), words, commitment=promise(words)),
        "promised, asked back": story(
            request(words, state=PROMISED, asked_back_at=NOW), words, commitment=promise(words)
        ),
        "answered": story(request(words, state=ANSWERED), words, answer=answer(words, helped=Helped.PARTLY)),
        "done": story(
            request(words, state=ANSWERED),
            words,
            commitment=kept,
            answer=answer(words, count=0, note=None, helped=Helped.YES),
        ),
        "open again, after a referral": story(words=words, referral=referral(words, helped=Helped.NOT_YET)),
        "referred": story(request(words, state=REFERRED), words, referral=referral(words)),
        "referred, judged": story(request(words, state=REFERRED), words, referral=referral(words, helped=Helped.YES)),
        "declined": story(request(words, state=DECLINED, reason=words.word), words),
        "withdrawn": story(request(words, state=WITHDRAWN), words),
    }


def card(of: Story, viewer: UUID = LEE, seat: Seat = Seat.RUNS_LIBRARY) -> Card:
    return Card(of, viewer, seat)


def line(words: Words = PLAIN, of: Commitment | None = None) -> PromiseLine:
    return PromiseLine(of or promise(words), story(request(words, state=PROMISED), words))


def nudge(*lines: PromiseLine, cards: tuple[Card, ...] = (), is_afternoon: bool = False) -> Nudge:
    return Nudge(is_afternoon=is_afternoon, is_early=True, viewer_id=LEE, promises=lines, unanswered=cards)


def figures(**changed: Any) -> Figures:
    kinds = [each.value for each in HelpKind if each is not HelpKind.LESS_CONFIDENT] + [UNSAID]
    return replace(
        Figures(
            first=TODAY,
            last=TODAY + timedelta(days=4),
            kept=12,
            kept_on_time=11,
            open=4,
            overdue=1,
            waiting=2,
            by_kind=tuple(
                Counted(kind, count)
                for kind, count in zip([*kinds[:2], REST, *kinds[3:]], (9, 4, None, 3, 7), strict=True)
            ),
        ),
        **changed,
    )


def all_figures(words: Words = PLAIN, count: int = 12) -> Figures:
    """A digest with everything in it: `count` weeks of a term, as many objectives and trainings."""

    def grown(*each: str) -> tuple[Grown, ...]:
        return tuple(Grown(what, 10 * number, NOW) for number, what in enumerate(each, 1))

    groups = [each.value for each in Category]
    began = TODAY - timedelta(weeks=count)
    levels = tuple(Counted(level, 2 * number) for number, level in enumerate([*Level], 1))
    earlier = tuple(
        Earlier(TODAY - timedelta(weeks=ago, days=3), 9, 7, 3, 1, began, levels) for ago in range(count, 0, -1)
    )
    plan = tuple(
        ObjectiveFigures(str(UUID(int=number)), words.objective, grown("requests", "promises kept", "contacts"))
        for number in range(count)
    )
    return figures(
        moved=2,
        by_department=departments(words.title, 3 * count),
        by_share=(*(Counted(share, 4) for share in Share), Counted(REST, None)),
        term_began=began,
        levels=grown(*Level),
        reached=tuple(groups[::2]),
        not_reached=tuple(groups[1::2]),
        plan=(*plan, ObjectiveFigures(str(OBJECTIVE), words.objective)),
        learned=count,
        learned_at=(words.title,) * count,
        to_library=grown(*Benefit),
        to_partners=grown(*Benefit),
        own=OwnRecord(3, timedelta(hours=26), 2, 9, ((NOW - timedelta(days=3), NOW),)),
        earlier=earlier,
    )


def needing(words: Words = PLAIN) -> messages.Digest:
    """With notes, and with needs in each of their states."""
    free = Need(NEED, LEE, NeedKind.COVER, words.word[:NEED_LIMIT], NOW, None)
    helped = replace(free, helper_id=KIM, helper=words.name)
    several = (free, helped, replace(free, closed_at=NOW), free, free, free, free)
    return messages.Digest(
        all_figures(words), (words.word[:NOTE_LIMIT],) * 7, several, quoted(words.word, words.name, NOW)
    )


def digest_windows(words: Words = PLAIN, place: Place = PLACE) -> dict[str, dict[str, Any]]:
    told = needing(words)
    notes = tuple(Note(NEED, each, NOW) for each in told.notes)
    preview = Preview(told, notes, (words.name,) * 9, NOW, place)
    quiet = Preview(messages.Digest(figures()), (), (), None, place)
    return {
        "the digest": digest_preview(preview),
        "the digest, quiet": digest_preview(quiet),
        "add a note": note_form(Errand(beneath="V0DIGEST")),
        "add a need": need_form(Errand(beneath="V0DIGEST")),
    }


def every_message(words: Words = PLAIN) -> dict[str, Message]:
    """Each kind of message, in each state of its story."""
    found: dict[str, Message] = {}
    for name, of in stories(words).items():
        found |= {
            f"receipt, {name}": Receipt(of),
            f"card, {name}": card(of),
            f"a colleague’s card, {name}": card(of, KIM),
        }
        found |= {f"group, {name}": messages.Cards((card(of),) * 15), f"changed, {name}": messages.Changed(of)}
        found |= {f"nudge, {name}": nudge(cards=(card(of),) * 14), f"withdrawn, {name}": messages.Withdrawn(of)}
    full = nudge(*[line(words)] * 60, cards=(card(stories(words)["open again"]),) * 60)
    found |= dict(mornings(words.word, partner(words), TODAY, full))
    return found | dict(_messages_about_one_thing(words)) | dict(_absences(words)) | dict(_nudges(words))


def _messages_about_one_thing(words: Words) -> Iterator[tuple[str, Message]]:
    of = story(words=words)
    late = promise(words, due_on=TODAY + timedelta(days=20))
    yield "receipt, said twice", Receipt(of, Recorded.ALREADY)
    yield "noted", messages.Noted(words.word)
    yield "noted, with an undo", messages.Noted(words.word, REMARK)
    for intent in (Intent.THANKS, Intent.GREETING, Intent.FAREWELL, Intent.ACKNOWLEDGEMENT):
        yield f"small talk, {intent}", messages.SmallTalk(intent)
    for is_waiting in (True, False):
        yield f"question, {is_waiting}", messages.Question(of, words.owner, words.remark, is_waiting)
    yield "promised", messages.Promised(of, promise(words))
    yield "promised, too late", messages.Promised(of, late)
    yield "renegotiated", messages.Renegotiated(of, late, words.word)
    yield "released", messages.Released(of, words.owner, words.word)
    for helped in (None, *Helped):
        yield f"answered, {helped}", messages.Answered(of, answer(words, count=5, helped=helped))
    yield "answered, thanked", messages.Answered(of, answer(words, helped=Helped.YES), is_thanked=True)
    for may in (True, False):
        yield f"thanked, {may}", messages.Thanked(of, as_fits(words.word, THANKS_LIMIT), may)
    yield "answered by a note", messages.Answered(of, answer(words, count=0))
    kept = replace(of, commitment=promise(words, state=CommitmentState.KEPT))
    yield "done", messages.Answered(kept, answer(words, count=0, note=None))
    yield "declined", messages.Declined(of, words.owner, words.word, words.instead)
    yield "declined, nobody else", messages.Declined(of, words.owner, words.word, None)
    for name, who in {"by mail": (partner(words), None), "in Slack": (partner(words), words.name)}.items():
        yield f"referred to a partner, {name}", messages.Referred(of, referral(words), *who)
    bare = partner(words, contact=None, offers=None, reach=None)
    yield (
        "referred to a partner, of whom little is known",
        messages.Referred(of, referral(words, note=None), bare, None),
    )
    for helped in (None, *Helped):
        yield f"did they help, {helped}", messages.DidTheyHelp(of, referral(words, helped=helped))
    yield "reply", messages.Reply(of, words.name, words.remark)
    yield "taken over", messages.TakenOver(of, promise(words))
    yield from files(words.name)
    yield "news", messages.News((words.word,))
    yield "news, endless", messages.News((words.word,) * 60)
    yield "digest", messages.Digest(figures())
    yield "digest, everything", messages.Digest(all_figures(words))
    yield (
        "digest, a first one",
        messages.Digest(figures(term_began=TODAY, own=OwnRecord(), not_reached=tuple(Category))),
    )
    yield "digest, quiet", messages.Digest(figures(kept=0, open=0, overdue=0, by_kind=()))


def _absences(words: Words) -> Iterator[tuple[str, Message]]:
    of_nobody = PromiseLine(promise(words, request_id=None), None)
    taken = line(words, promise(words, owner_id=KIM))
    settled = line(words, promise(words, state=CommitmentState.KEPT))
    for name, lines in {
        "one": (line(words),),
        "of everything": (line(words), of_nobody, taken, settled),
        "endless": (line(words),) * 60,
        "endless, all taken": (taken,) * 60,
        "endless, all settled": (settled,) * 60,
    }.items():
        yield f"left, {name}", messages.Left(words.name, LEE, lines)
    gone = line(words, promise(words, owner_has_left=True))
    for name, lines in {"one": (gone,), "of everything": (gone, taken, settled), "endless": (gone,) * 60}.items():
        for seat in messages.Seat:
            waiting = (card(stories(words)["open again"], seat=seat),) * len(lines)
            yield f"left behind, {name}, {seat}", messages.Left(words.name, LEE, lines, waiting, seat=seat)
            yield f"left, requests, {name}, {seat}", messages.Left(words.name, LEE, (), waiting, seat=seat)
            theirs = replace(nudge(*lines, cards=waiting), viewer_id=KIM, seat=seat)
            yield f"nudge of what was left, {name}, {seat}", theirs
            yield f"card without a librarian, {name}, {seat}", waiting[0]
            yield f"group without a librarian, {name}, {seat}", messages.Cards(waiting[:15])
    for late, worst in ((0, timedelta(0)), (1, timedelta(seconds=4)), (900, timedelta(days=400, hours=3))):
        yield f"away, {late}", messages.Away(NOW - timedelta(days=3), NOW, late, worst)


def _nudges(words: Words) -> Iterator[tuple[str, Message]]:
    snoozed = promise(words, snoozed_until=TODAY + timedelta(days=400), due_on=TODAY + timedelta(days=399))
    overdue = promise(words, due_on=TODAY - timedelta(days=400))
    of_nobody = PromiseLine(promise(words, request_id=None), None)
    settled = [line(words, promise(words, state=state)) for state in (CommitmentState.KEPT, CommitmentState.RELEASED)]
    yield "nudge, of everything", nudge(line(words, snoozed), line(words, overdue), of_nobody, *settled)
    yield "nudge, afternoon", nudge(line(words), is_afternoon=True)
    yield "nudge, of nothing", nudge()
    for name, of in {"snoozed": line(words, snoozed), "overdue": line(words, overdue)}.items():
        unanswered = (card(stories(words)["released"]),) * 60
        yield f"nudge, endless, {name}", nudge(*[of] * 60, cards=unanswered)
    yield "nudge, endless, unanswered", nudge(cards=(card(stories(words)["open again"]),) * 120)


def undelivered(words: Words = PLAIN, count: int = 2) -> tuple[Undelivered, ...]:
    return (Undelivered(PROMISE, "taken over", words.name, "channel_not_found", NOW),) * count


def replace_due(of: PromiseLine, days: int) -> PromiseLine:
    return replace(of, commitment=replace(of.commitment, due_on=TODAY + timedelta(days=days)))


def every_home(words: Words = PLAIN, count: int = 2) -> dict[str, Home]:
    found = {}
    for name, of in stories(words).items():
        mine, lines, cards = (of,) * count, (line(words),) * count, (card(of),) * count
        teacher = Home(words.name, mine, None, None, None, None, own=own(words.title, TODAY))
        librarian = replace(
            teacher, promises=lines, unanswered=cards, undelivered=undelivered(words, count), undelivered_in_all=count
        )
        gone = (line(words, promise(words, owner_has_left=True)),) * count
        waiting = Followed(partner(words), 63, Standing.WORTH_A_WORD)
        librarian = replace(
            librarian,
            promises=tuple(each for days in (-3, 0, 2, 30) for each in (replace_due(line(words), days),) * count),
            left_behind=gone,
            week_ends=TODAY + timedelta(days=6),
            asked_back=cards,
            referred=mine,
            partners=(waiting,) * count,
            helped=mine,
            librarians=(words.name,) * 3,
            turned=dict.fromkeys(HomeList, 1),
            needs=needing(words).needs * count,
            only=ShownOnly(words.name, words.class_name, words.objective),
        )
        alone = replace(
            librarian,
            seat=Seat.MAY_TAKE_CHARGE,
            told=told(words),
            undelivered=None,
            referred=(),
            partners=(),
            next_digest_at=NOW,
        )
        found[f"no librarian, {name}"] = alone
        both = replace(librarian, told=told(words), next_digest_at=NOW + timedelta(days=4))
        found |= {f"teacher, {name}": teacher, f"librarian, {name}": librarian, f"everything, {name}": both}
    empty = Home(words.name, (), (), (), Told(figures()), None)
    failed = replace(empty, undelivered=undelivered(words, count), undelivered_in_all=count)
    return found | {
        "nothing": empty,
        "only failures": failed,
        "nothing fits": replace(
            empty, told=None, undelivered=(), only=ShownOnly(words.name, words.class_name, words.objective)
        ),
        "administrator": replace(
            empty, promises=None, unanswered=None, told=told(words), needs=needing(words).needs * count
        ),
        "administrator, before the first digest": replace(
            empty, promises=None, unanswered=None, told=Told(None), next_digest_at=NOW
        ),
        "somebody new": Home(words.name, (), None, None, None, None, librarians=(words.name,) * count, is_new=True),
    }


def told(words: Words = PLAIN) -> Told:
    """As much as a whole term's digests can have told."""
    latest = all_figures(words)
    return Told(latest, tuple(as_earlier(latest) for _ in range(30)), latest.plan)


def every_form(words: Words = PLAIN, place: Place = PLACE) -> dict[str, dict[str, Any]]:
    errand = Errand(str(ABOUT), "https://hooks.slack.com/actions/T0SCHOOL/1185822901604/" + "7" * 100, is_list=True)
    plan = tuple(objective(words, id=UUID(int=number)) for number in range(120))
    of = RequestForm(stories(words)["talked about"], place, plan)
    days = tuple(Proposal(TODAY + timedelta(days=days), days > 1) for days in (0, 1, 300))
    about = CommitmentForm(line(words), place, days)
    alone = CommitmentForm(PromiseLine(promise(words, request_id=None), None), place, days)
    snoozing = SnoozeForm(line(words), place, tuple((choice, TODAY) for choice in SnoozeFor))
    partners = {count: tuple(partner(words, id=UUID(int=count)) for count in range(count)) for count in (1, 100, 400)}
    some, many = progress(words), progress(words, 300, retired_on=TODAY, rolled_from=OBJECTIVE)
    setting = ObjectiveForm((2025, 2026), 2025, None, place)
    return {
        **{
            f"refer, {count}": forms.refer_form(ReferForm(of.story, of.place, plan, each), errand)
            for count, each in partners.items()
        },
        "plan, empty": pages.plan_page(Plan(2025, (2025,), (), None, place)),
        "plan": pages.plan_page(Plan(2025, (2024, 2025, 2026), (some, many), 2026, place), said=words.word),
        "plan, long": pages.plan_page(Plan(2025, (2025,), (some, many) * 60, 2026, place), 20),
        "objective": pages.objective_page(ObjectivePage(some, None, place)),
        "objective, long ago": pages.objective_page(ObjectivePage(many, objective(words), place)),
        "objective, bare": pages.objective_page(ObjectivePage(Progress(objective(words), (), Evidence()), None, place)),
        "add activity": activity_form("add-activity", Errand(), Choices((), ())),
        "edit activity": activity_form("edit-activity", errand, Choices((), ()), activity(words)),
        "add objective": pages.objective_form("add-objective", setting, Errand(beneath="V0PLAN")),
        "edit objective": pages.objective_form("edit-objective", replace(setting, objective=objective(words)), errand),
        "note a reading": pages.reading_form(ObjectivePage(some, None, place), errand),
        "ask": forms.ask_form("ask", Errand()),
        "edit": forms.ask_form("edit", errand, request(words)),
        "edit, bare": forms.ask_form("edit", errand, request(words, class_name=None, kind=None, needed_by=None)),
        "share": forms.ask_form("share", Errand(), text=words.need),
        "share, no words": forms.ask_form("share", Errand(), text=""),
        "promise": forms.promise_form(PromiseForm(of.story, of.place, plan, days), errand),
        "renegotiate": forms.renegotiate_form(about, errand),
        "renegotiate, nobody’s": forms.renegotiate_form(alone, errand),
        "snooze": forms.snooze_form(snoozing, errand),
        "release": forms.release_form(about, errand),
        "ask back": forms.ask_back_form(of, errand),
        "answer": forms.answer_form(of, errand),
        "decline": forms.decline_form(of, errand),
        "reply": forms.reply_form(of.story, errand),
        "reply, no question": forms.reply_form(story(words=words), errand),
        **settings_windows(words.name, place),
        "filter": filter_form(
            FilterForm(
                (words.class_name or "8b",) * 100, plan, ShownOnly(words.name, words.class_name, words.objective)
            )
        ),
        "filter, nothing to choose": filter_form(FilterForm((), (), None)),
        "note": forms.note(words.word),
        **own_windows(words.title, TODAY),
        **partner_windows(words, place),
        **digest_windows(words, place),
        **contact_windows(words, place),
        **file_windows(place),
        **idea_windows(words.title.encode("utf-16-le")[:200].decode("utf-16-le", "ignore").strip(), words.doing),
    }


def contact_windows(words: Words = PLAIN, place: Place = PLACE) -> dict[str, dict[str, Any]]:
    """The forms of contact, with everything that was logged."""
    name = words.name.encode("utf-16-le")[: 2 * NAME_LIMIT].decode("utf-16-le", "ignore").strip()
    draft = ContactDraft(name, (("U0ADA", "Ada"),), words.remark, 10, next_step=words.doing, due_on=TODAY)
    objectives = ((UUID(int=61), words.title),)
    return {
        "log contact": log_form("log-contact", ContactForm(place, (), ContactDraft()), Errand()),
        "edit contact": log_form("edit-contact", ContactForm(place, objectives, draft), Errand(str(ANSWER))),
    }


def partner_windows(words: Words = PLAIN, place: Place = PLACE) -> dict[str, dict[str, Any]]:
    """The list, a page, the map and the form, with everything that a librarian wrote about a partner."""
    partner = Partner(
        id=UUID(int=60),
        name=words.name[:NAME_LIMIT],
        category=Category.PUBLIC_LIBRARIES,
        person_id=LEE,
        contact=words.name[:NAME_LIMIT],
        offers=words.doing,
        reach=words.word,
        approach=Approach.INNOVATOR,
        objective_id=UUID(int=61),
        gaps=Gaps(7, 14),
        added_on=TODAY,
    )
    followed = (Followed(partner, 0, Standing.FINE),)
    contact = Contact(
        ANSWER, words.name, partner.id, None, LEE, TODAY, words.remark, 10, None, None, (), None, None, NOW
    )
    undertaking = Undertaking(promise(words), (DueDate(TODAY, TODAY),), None)
    told = PartnerStory((contact,), (undertaking,), (request(words),), (Sent(words.need, NOW, words.word),))
    objective = Objective(UUID(int=61), 2025, words.title, words.why or "", words.word, words.word, None, None)
    many = PartnerList(Search(words.name), followed * 30, followed * 30, place)
    return {
        "partner": partner_form(
            PartnerForm((objective,), partner.name, "U0LEE", partner, place.spelling), Errand(str(partner.id))
        ),
        "partner, new": partner_form(PartnerForm((), words.name, spelling=place.spelling), Errand()),
        "partners": partner_list(many),
        "a partner": partner_page(PartnerPage(followed[0], words.owner, words.title, TODAY, told, place)),
        "the map": partner_map_view(partner_map(followed * 30), place),
    }
