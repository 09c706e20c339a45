"""Posting to a workspace that may be busy, broken or gone: what each call came to, and what is found again later."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.client import IncompleteRead, RemoteDisconnected
from itertools import cycle
from types import SimpleNamespace
from urllib.error import URLError
from uuid import UUID, uuid4

import pytest
from slack_sdk import WebClient

from bot.sandbox.records import APP_BOT, APP_USER, Channel, Message
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import new_id
from bot.slack import calls as calls_module
from bot.slack import sender as sender_module
from bot.slack.calls import outcome_of
from bot.slack.payloads import metadata
from bot.slack.sender import SlackSender
from domain.notices import KeptPicture, Notice, NoticeKind, NoticeState
from domain.person import Person
from handlers.messages import Noted
from handlers.sending import Busy, Letter, NotThere, Paused, Refused, Sent, Unreadable, Unsure
from tests.bot.stories import PLACE, every_home
from tests.sandbox.building import MANIFEST

DIRECT, STAFFROOM = "D0ADA", "C0STAFF"
MAY_HAVE_LANDED = ["internal_error", "fatal_error", "request_timeout", "service_unavailable"]
DEAD_TOKENS = ["invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed", "org_login_required"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("sender"), manifest=MANIFEST) as running:
        yield running


@pytest.fixture
def slack(workspace: Sandbox) -> Iterator[Sandbox]:
    workspace.faults.clear()
    yield workspace
    workspace.faults.clear()


@pytest.fixture
def client(slack: Sandbox) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)


@pytest.fixture
def sender(client: WebClient) -> SlackSender:
    return SlackSender(client)


class Calls:
    """The calls that Slack heard since this was made."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack, self._since = slack, len(slack.log)

    def of(self, method: str) -> list[dict]:
        return [each["args"] for each in self._slack.log[self._since :] if each["method"] == method]


@pytest.fixture
def calls(slack: Sandbox) -> Calls:
    return Calls(slack)


def person(address: str = "U0ADA", conversation: str | None = DIRECT) -> Person:
    return Person(
        id=uuid4(),
        school_id=uuid4(),
        address=address,
        name="Ada",
        is_librarian=False,
        is_administrator=False,
        conversation=conversation,
        next_nudge_at=None,
        left_at=None,
    )


def letter(
    words: str = "it is there",
    *,
    to: Person | None = None,
    notice_id: UUID | None = None,
    thread: str | None = None,
    posted: str | None = None,
) -> Letter:
    return Letter(notice_id or uuid4(), to or person(), Noted(words), PLACE, thread, posted)


def notice(notice_id: UUID, *, thread: str | None = None, tried_at: datetime | None = None) -> Notice:
    now = datetime.now(UTC)
    return Notice(
        id=notice_id,
        school_id=uuid4(),
        person_id=uuid4(),
        kind=NoticeKind.NOTED,
        once_key="once",
        state=NoticeState.UNSURE,
        reason=None,
        subjects=(),
        facts={},
        thread=thread,
        owed_at=now,
        not_before=now,
        attempts=1,
        tried_at=tried_at or now,
        called_at=now,
        sent_at=None,
        message=None,
    )


def there(slack: Sandbox, notice_id: UUID) -> list[Message]:
    """The messages that carry this notice's mark, wherever they are."""
    mark = metadata(str(notice_id))
    return [message for message in slack.workspace.messages.values() if message.metadata == mark]


def in_quiet_place(slack: Sandbox) -> Person:
    """Somebody in whose conversation nothing has been said yet."""
    channel = slack.workspace.add_channel(Channel(new_id("C"), "", ["U0ADA", APP_USER]))
    return person(conversation=channel.id)


def chatter(slack: Sandbox, count: int, whom: Person, *, thread: str | None = None) -> None:
    for number in range(count):
        ts = slack.workspace.next_ts()
        slack.workspace.save_message(Message(whom.conversation, ts, "U0ADA", f"words {number}", thread_ts=thread))


class TestWhatACallCameTo:
    def post(self, client, **arguments: object):
        return outcome_of(lambda: client.chat_postMessage(**({"channel": DIRECT, "text": "hello"} | arguments)))

    def test_what_slack_took_is_its_answer(self, client):
        assert self.post(client)["ok"]

    def test_a_slow_answer_within_the_patience_is_an_answer(self, slack, client):
        slack.faults.slow("chat.postMessage", seconds=0.3, count=1)
        assert self.post(client)["ok"]

    def test_a_rate_limit_says_how_long_to_wait(self, slack, client):
        slack.faults.rate_limited("chat.postMessage", retry_after=7, count=1)
        assert self.post(client) == Busy("Slack is busy", 7)

    @pytest.mark.parametrize("error", ["ratelimited", None], ids=["json", "html"])
    def test_a_rate_limit_that_does_not_say_how_long_waits_half_a_minute(self, slack, client, error):
        slack.faults.failing("chat.postMessage", status=429, error=error, count=1)
        assert self.post(client) == Busy("Slack is busy", 30)

    def test_a_rate_limit_in_the_body_alone_counts_too(self, slack, client):
        slack.faults.failing("chat.postMessage", status=200, error="ratelimited", count=1)
        assert self.post(client) == Busy("Slack is busy", 30)

    def test_a_wait_that_is_no_number_is_half_a_minute(self):
        response = SimpleNamespace(headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})
        assert calls_module._retry_after(response) == 30

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_a_broken_page_leaves_doubt(self, slack, client, status):
        slack.faults.failing("chat.postMessage", status=status, count=1)
        assert self.post(client) == Unsure(f"Slack answered {status}")

    def test_a_page_instead_of_an_answer_leaves_doubt_even_with_a_good_status(self, slack, client):
        slack.faults.failing("chat.postMessage", status=200, count=1)
        assert self.post(client) == Unsure("Slack answered 200")

    @pytest.mark.parametrize("code", MAY_HAVE_LANDED)
    @pytest.mark.parametrize("status", [200, 500])
    def test_an_error_of_slacks_own_leaves_doubt(self, slack, client, status, code):
        slack.faults.failing("chat.postMessage", status=status, error=code, count=1)
        assert self.post(client) == Unsure(code)

    def test_a_connection_that_was_refused_posted_nothing(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        client = WebClient(token="xoxb-0", base_url=f"http://127.0.0.1:{port}/api/", retry_handlers=[], timeout=1)
        outcome = self.post(client)
        assert isinstance(outcome, Busy)
        assert outcome.seconds is None

    def test_a_name_that_cannot_be_resolved_posted_nothing(self):
        assert isinstance(outcome_of(_raising(URLError(socket.gaierror(-2, "Name or service not known")))), Busy)

    @pytest.mark.parametrize(
        "error",
        [
            TimeoutError("timed out"),
            URLError(TimeoutError("timed out")),
            URLError("no reason"),
            ConnectionResetError(),
            BrokenPipeError(),
            RemoteDisconnected(),
            IncompleteRead(b"{"),
        ],
        ids=lambda error: type(error).__name__,
    )
    def test_a_connection_that_broke_leaves_doubt(self, error):
        assert isinstance(outcome_of(_raising(error)), Unsure)

    def test_silence_after_slack_took_it_leaves_doubt(self, slack, client):
        slack.faults.silent("chat.postMessage", count=1)
        assert isinstance(self.post(client), Unsure)

    def test_silence_before_slack_took_it_leaves_the_same_doubt(self, slack, client):
        slack.faults.dropped("chat.postMessage", count=1)
        assert isinstance(self.post(client), Unsure)

    def test_a_call_that_hangs_leaves_doubt_when_patience_is_over(self, slack, client):
        slack.faults.silent("chat.postMessage", hang=True, count=1)
        assert isinstance(self.post(client), Unsure)

    def test_a_conversation_that_is_not_there_is_refused_for_ever(self, client):
        assert self.post(client, channel="C0NOWHERE") == Refused("channel_not_found")

    def test_an_archived_conversation_is_refused_for_ever(self, slack, client):
        slack.workspace.add_channel(Channel("C0OLD", "old", ["U0ADA", APP_USER], is_archived=True))
        assert self.post(client, channel="C0OLD") == Refused("is_archived")

    def test_blocks_that_slack_does_not_take_are_refused_for_ever(self, client):
        assert self.post(client, blocks=[{"type": "section"}]) == Refused("invalid_blocks")

    def test_somebody_who_left_is_refused_for_ever(self, client):
        assert outcome_of(lambda: client.conversations_open(users="U0DEL")) == Refused("user_disabled", has_left=True)

    def test_a_code_that_nobody_knows_yet_is_refused_under_its_name(self, slack, client):
        slack.faults.failing("chat.postMessage", status=200, error="moon_is_full", count=1)
        assert self.post(client) == Refused("moon_is_full")

    def test_a_wrong_token_pauses(self, slack):
        client = WebClient(token="xoxb-wrong", base_url=slack.api_url, retry_handlers=[], timeout=1)
        assert self.post(client) == Paused("invalid_auth")

    @pytest.mark.parametrize("code", DEAD_TOKENS)
    def test_a_dead_token_pauses(self, slack, client, code):
        slack.faults.failing("chat.postMessage", status=200, error=code, count=1)
        assert self.post(client) == Paused(code)


def _raising(error: Exception):
    def call():
        raise error

    return call


class TestSending:
    def test_a_message_is_posted_with_its_mark_and_its_place_is_known(self, slack, sender):
        sent = letter()
        outcome = sender.send(sent)
        (message,) = there(slack, sent.notice_id)
        assert outcome == Sent(f"{DIRECT}:{message.ts}", DIRECT)
        assert message.text == "it is there"

    def test_slack_unfolds_nothing_in_it(self, sender, calls):
        sender.send(letter("see https://example.org"))
        (posted,) = calls.of("chat.postMessage")
        assert not posted["unfurl_links"]
        assert not posted["unfurl_media"]

    def test_in_a_thread_it_is_posted_beneath_its_parent(self, slack, client, sender):
        parent = client.chat_postMessage(channel=STAFFROOM, text="maps?")["ts"]
        sent = letter(thread=f"{STAFFROOM}:{parent}")
        assert isinstance(sender.send(sent), Sent)
        (message,) = there(slack, sent.notice_id)
        assert (message.channel, message.thread_ts) == (STAFFROOM, parent)

    def test_a_conversation_is_opened_only_for_somebody_without_one(self, sender, calls):
        outcome = sender.send(letter(to=person(conversation=None)))
        assert outcome.conversation == DIRECT
        sender.send(letter(to=person()))
        assert len(calls.of("conversations.open")) == 1

    @pytest.mark.parametrize("fault", ["silent", "dropped", "failing"])
    def test_doubt_about_opening_a_conversation_is_no_doubt_about_the_message(self, slack, sender, calls, fault):
        getattr(slack.faults, fault)("conversations.open", count=1)
        assert isinstance(sender.send(letter(to=person(conversation=None))), Busy)
        assert calls.of("chat.postMessage") == []

    def test_somebody_who_left_is_not_written_to(self, sender, calls):
        assert sender.send(letter(to=person("U0DEL", None))) == Refused("user_disabled", has_left=True)
        assert calls.of("chat.postMessage") == []

    @pytest.mark.parametrize(
        ("fault", "more", "is_there"),
        [
            ("silent", {}, True),
            ("silent", {"hang": True}, True),
            ("dropped", {}, False),
            ("failing", {}, False),
            ("failing", {"status": 200}, False),
            ("rate_limited", {}, False),
        ],
        ids=["silent", "hanging", "dropped", "broken", "page", "busy"],
    )
    def test_nothing_is_tried_twice_in_one_call(self, slack, sender, calls, fault, more, is_there):
        getattr(slack.faults, fault)("chat.postMessage", **more)
        sent = letter()
        assert not isinstance(sender.send(sent), Sent)
        assert len(calls.of("chat.postMessage")) == 1
        assert len(there(slack, sent.notice_id)) == is_there

    def test_what_slack_takes_after_patience_is_over_is_in_doubt_until_it_lands(self, slack, sender):
        slack.faults.late("chat.postMessage", seconds=1.3, count=1)
        sent = letter()
        assert isinstance(sender.send(sent), Unsure)
        assert there(slack, sent.notice_id) == []
        _wait_until(lambda: there(slack, sent.notice_id))
        assert isinstance(sender.look_up(notice(sent.notice_id), person()), Sent)


def _wait_until(is_so) -> None:
    for _ in range(100):
        if is_so():
            return
        sender_module.time.sleep(0.05)
    raise AssertionError("It did not happen within five seconds.")


class TestWaitingWhenAsked:
    @pytest.fixture
    def clock(self, monkeypatch) -> SimpleNamespace:
        clock = SimpleNamespace(now=1000.0)
        monkeypatch.setattr(calls_module, "time", SimpleNamespace(monotonic=lambda: clock.now))
        return clock

    def test_nothing_is_posted_before_the_wait_is_over(self, slack, sender, calls, clock):
        slack.faults.rate_limited("chat.postMessage", retry_after=20, count=1)
        assert sender.send(letter()) == Busy("Slack is busy", 20)
        clock.now += 15
        assert sender.send(letter()) == Busy("Slack asked to wait", 5)
        assert len(calls.of("chat.postMessage")) == 1
        clock.now += 6
        assert isinstance(sender.send(letter()), Sent)

    def test_the_wait_of_one_method_does_not_stop_another(self, slack, sender, clock):
        assert clock
        sent = letter()
        posted = sender.send(sent).message
        slack.faults.rate_limited("chat.postMessage", retry_after=20, count=1)
        assert isinstance(sender.send(letter()), Busy)
        assert isinstance(sender.rewrite(letter(notice_id=sent.notice_id, posted=posted)), Sent)
        assert isinstance(sender.publish(person(), every_home()["teacher, open"], PLACE), Sent)
        assert isinstance(sender.look_up(notice(sent.notice_id), person()), Sent)

    def test_the_wait_of_another_method_does_not_stop_posting(self, slack, sender, clock):
        assert clock
        slack.faults.rate_limited("views.publish", retry_after=20, count=1)
        assert isinstance(sender.publish(person(), every_home()["teacher, open"], PLACE), Busy)
        assert isinstance(sender.send(letter()), Sent)


class TestLookingUp:
    def test_a_message_that_landed_is_found_with_its_place(self, slack, sender):
        slack.faults.silent("chat.postMessage", count=1)
        sent = letter()
        sender.send(sent)
        (message,) = there(slack, sent.notice_id)
        assert sender.look_up(notice(sent.notice_id), person()) == Sent(f"{DIRECT}:{message.ts}", DIRECT)

    def test_a_message_found_without_its_picture_is_known_to_lack_it(self, sender):
        sent = letter()
        sender.send(sent)
        lacking = replace(notice(sent.notice_id), picture=KeptPicture(why_not="Slack is busy"))
        assert sender.look_up(lacking, person()).without == "without its picture: Slack is busy"

    def test_a_message_that_did_not_land_is_not_there(self, sender):
        sender.send(letter("another one"))
        assert sender.look_up(notice(uuid4()), person()) == NotThere()

    def test_it_is_found_in_its_thread(self, slack, client, sender):
        parent = client.chat_postMessage(channel=STAFFROOM, text="maps?")["ts"]
        sent = letter(thread=f"{STAFFROOM}:{parent}")
        sender.send(sent)
        (message,) = there(slack, sent.notice_id)
        found = sender.look_up(notice(sent.notice_id, thread=sent.thread), person())
        assert found == Sent(f"{STAFFROOM}:{message.ts}", STAFFROOM)
        assert sender.look_up(notice(uuid4(), thread=sent.thread), person()) == NotThere()

    def test_it_is_found_behind_many_others(self, slack, sender, calls):
        ada = in_quiet_place(slack)
        sent = letter(to=ada)
        sender.send(sent)
        chatter(slack, 450, ada)
        assert isinstance(sender.look_up(notice(sent.notice_id), ada), Sent)
        assert len(calls.of("conversations.history")) == 3

    def test_it_is_found_at_the_end_of_a_long_thread(self, slack, client, sender, calls):
        ada = in_quiet_place(slack)
        parent = client.chat_postMessage(channel=ada.conversation, text="maps?")["ts"]
        chatter(slack, 450, ada, thread=parent)
        sent = letter(thread=f"{ada.conversation}:{parent}")
        sender.send(sent)
        assert isinstance(sender.look_up(notice(sent.notice_id, thread=sent.thread), ada), Sent)
        assert len(calls.of("conversations.replies")) == 3

    def test_it_is_not_there_only_once_the_conversation_was_read_to_the_end(self, slack, sender, calls):
        ada = in_quiet_place(slack)
        chatter(slack, 450, ada)
        assert sender.look_up(notice(uuid4()), ada) == NotThere()
        pages = calls.of("conversations.history")
        assert len(pages) == 3
        assert [page.get("cursor") is None for page in pages] == [True, False, False]

    def test_a_conversation_that_is_too_long_to_read_leaves_the_doubt(self, slack, sender, monkeypatch):
        monkeypatch.setattr(sender_module, "_MOST_PAGES", 1)
        ada = in_quiet_place(slack)
        chatter(slack, 250, ada)
        assert isinstance(sender.look_up(notice(uuid4()), ada), Busy)

    def test_reading_begins_five_minutes_before_the_attempt(self, slack, sender, calls):
        tried_at = datetime.now(UTC) - timedelta(hours=2)
        sender.look_up(notice(uuid4(), tried_at=tried_at), in_quiet_place(slack))
        (page,) = calls.of("conversations.history")
        assert float(page["oldest"]) == pytest.approx((tried_at - timedelta(minutes=5)).timestamp(), abs=0.001)

    def test_reading_begins_before_the_call_when_the_schools_clock_is_ahead_of_slacks(self, slack, sender, calls):
        sender.look_up(notice(uuid4(), tried_at=datetime.now(UTC) + timedelta(days=30)), in_quiet_place(slack))
        (page,) = calls.of("conversations.history")
        assert float(page["oldest"]) < datetime.now(UTC).timestamp()

    @pytest.mark.parametrize("fault", ["silent", "dropped", "failing"])
    def test_a_look_that_fails_says_nothing_about_the_message(self, slack, sender, fault):
        getattr(slack.faults, fault)("conversations.history", count=1)
        assert isinstance(sender.look_up(notice(uuid4()), person()), Busy)

    def test_a_look_that_must_wait_says_how_long(self, slack, sender):
        slack.faults.rate_limited("conversations.history", retry_after=60, count=1)
        assert sender.look_up(notice(uuid4()), person()) == Busy("Slack is busy", 60)

    def test_a_look_that_fails_at_the_second_page_says_nothing_about_the_message(self, slack, sender, monkeypatch):
        ada = in_quiet_place(slack)
        sent = letter(to=ada)
        sender.send(sent)
        chatter(slack, 250, ada)
        read = sender._call._client.conversations_history

        def history(**arguments: object):
            if arguments.get("cursor"):
                slack.faults.failing("conversations.history", count=1)
            return read(**arguments)

        monkeypatch.setattr(sender._call._client, "conversations_history", history)
        assert isinstance(sender.look_up(notice(sent.notice_id), ada), Busy)

    def test_a_look_that_was_broken_off_goes_on_where_it_ended(self, slack, sender, calls, monkeypatch):
        """Slack takes every second call only; what had been read is not read again."""
        ada = in_quiet_place(slack)
        sent = letter(to=ada)
        sender.send(sent)
        chatter(slack, 450, ada)
        read, fails = sender._call._client.conversations_history, cycle([False, True])

        def history(**arguments: object):
            if next(fails):
                raise TimeoutError
            return read(**arguments)

        monkeypatch.setattr(sender._call._client, "conversations_history", history)
        looks = [sender.look_up(notice(sent.notice_id), ada) for _ in range(3)]
        assert [type(each) for each in looks] == [Busy, Busy, Sent]
        assert len({page.get("cursor") for page in calls.of("conversations.history")}) == 3

    @pytest.mark.parametrize("code", ["missing_scope", "not_in_channel", "no_permission", "moon_is_full"])
    def test_a_look_that_is_forbidden_says_nothing_about_the_message(self, slack, sender, code):
        """It may well be there: writing is allowed where reading is not."""
        slack.faults.failing("conversations.history", status=200, error=code, count=1)
        assert sender.look_up(notice(uuid4()), person()) == Unreadable(code)

    def test_a_dead_token_pauses(self, slack, sender):
        slack.faults.failing("conversations.history", status=200, error="token_revoked", count=1)
        assert sender.look_up(notice(uuid4()), person()) == Paused("token_revoked")

    def test_in_a_conversation_that_is_gone_nothing_can_have_landed(self, sender):
        assert sender.look_up(notice(uuid4()), person(conversation="D0GONE")) == NotThere()
        assert sender.look_up(notice(uuid4()), person("U0DEL", None)) == NotThere()
        assert sender.look_up(notice(uuid4(), thread=f"{STAFFROOM}:1.000001"), person()) == NotThere()

    def test_the_mark_of_another_app_is_not_ours(self, slack, sender):
        looked_for = uuid4()
        mark = {"event_type": "task_created", "event_payload": {"notice": str(looked_for)}}
        ts = slack.workspace.next_ts()
        other = Message(channel=DIRECT, ts=ts, user=APP_USER, bot_id=APP_BOT, text="hello", metadata=mark)
        slack.workspace.save_message(other)
        assert sender.look_up(notice(looked_for), person()) == NotThere()


class TestRewriting:
    def test_a_message_is_rewritten_where_it_stands_and_keeps_its_mark(self, slack, sender):
        sent = letter("before")
        posted = sender.send(sent).message
        outcome = sender.rewrite(letter("after", notice_id=sent.notice_id, posted=posted))
        assert outcome == Sent(posted, DIRECT)
        (message,) = there(slack, sent.notice_id)
        assert message.text == "after"

    def test_a_message_that_somebody_deleted_is_refused_for_ever(self, sender):
        assert sender.rewrite(letter(posted=f"{DIRECT}:1.000001")) == Refused("message_not_found")

    def test_home_is_published_for_the_person(self, slack, sender):
        assert isinstance(sender.publish(person("U0LEE"), every_home()["librarian, open"], PLACE), Sent)
        assert slack.workspace.home_of("U0LEE")

    def test_home_cannot_be_published_for_nobody(self, sender):
        assert isinstance(sender.publish(person("U0NOBODY"), every_home()["teacher, open"], PLACE), Refused)
