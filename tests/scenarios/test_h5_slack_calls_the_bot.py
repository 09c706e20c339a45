"""HTTP mode: Slack's signed requests are taken, nobody else's are, and librarians subscribe to their calendars."""

import http.client
import json
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import icalendar
import pytest

from bot.sandbox.signed_http import FORM, RequestUrl, encoded
from tests.people import Modal
from tests.scenarios.school import (
    CARD,
    DUST_BOWL,
    FRIDAY,
    PROMISED,
    PUBLIC_URL,
    RECEIPT,
    SIGNING_SECRET,
    TUESDAY,
    SchoolOverHttp,
    SchoolWithin,
)

CALENDAR = "Calendar"
COMMAND = {
    "command": "/library-help",
    "text": DUST_BOWL,
    "user_id": "U0ADA",
    "trigger_id": "1.2",
    "channel_id": "D0ADA",
}


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]


def ask(address: str, body: str | None = None, **headers: str) -> Answer:
    """POST with a body, GET without; underscores in a header's name stand for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, data=body.encode() if body is not None else None, headers=named)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return Answer(answer.status, answer.read(), {name.lower(): value for name, value in answer.headers.items()})
    except urllib.error.HTTPError as refusal:
        with refusal:
            found = {name.lower(): value for name, value in refusal.headers.items()}
            return Answer(refusal.code, refusal.read(), found)


def announces(address: str, length: int) -> int:
    """The answer to somebody who is about to send so much: it comes before the body does."""
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as caller:
        caller.putrequest("POST", parts.path)
        caller.putheader("Content-Type", FORM)
        caller.putheader("Content-Length", str(length))
        caller.endheaders()
        return caller.getresponse().status


def by_slack(school: SchoolOverHttp, body: str, *, secret: str = SIGNING_SECRET, at: float | None = None) -> Answer:
    signed = RequestUrl("", secret).signed(body, at)
    return ask(f"{school.address}/slack/events", body, **{"Content-Type": FORM, **signed})


@pytest.mark.parametrize(
    "news",
    [{"type": "event_callback", "event": {"type": "reaction_added", "user": "U0ADA"}}, {"type": "app_rate_limited"}],
)
def test_news_that_nobody_listens_to_is_taken(school_over_http: SchoolOverHttp, news: dict[str, object]):
    """Slack ends the subscription of an app that refuses too much of what it brings."""
    body = json.dumps({"team_id": "T0MAPLE", "event_id": "Ev1", **news})
    signed = RequestUrl("", SIGNING_SECRET).signed(body)
    answer = ask(f"{school_over_http.address}/slack/events", body, **{"Content-Type": "application/json", **signed})
    assert answer.status == 200


def promises(school: SchoolOverHttp) -> None:
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.promises(school.lee, CARD, "Five letters", TUESDAY)
    school.rests()


def calendar(school: SchoolWithin) -> Modal:
    school.lee.home("Ask the library").presses(CALENDAR)
    return school.lee.modal(title=CALENDAR)


def new_address(school: SchoolOverHttp, shown: Modal) -> str:
    """As the bot's own machine reaches it."""
    shown.presses("New address")
    text = shown.becomes("This is your new address.").text
    (address,) = [line for line in text.splitlines() if line.startswith(PUBLIC_URL)]
    return address.replace(PUBLIC_URL, school.address)


def events(content: bytes) -> dict[str, icalendar.Event]:
    return {str(each["SUMMARY"]): each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


# --- requests


def test_a_story_from_the_command_to_the_promise(school_over_http: SchoolOverHttp):
    school = school_over_http
    promises(school)
    school.ada.sees(RECEIPT)
    assert "Five letters" in school.ada.sees(PROMISED).text
    school.ben.writes("I need books on bees")
    school.ben.sees(RECEIPT)
    assert school.sandbox.people.api.socket.connections == 0


def test_an_event_that_slack_sends_again_is_taken_once(school_over_http: SchoolOverHttp):
    school = school_over_http
    school.ada.writes("I need books on bees")
    school.ada.sees(RECEIPT)
    school.sends_again("events_api")
    school.rests()
    assert len(school.rows("requests")) == 1


def test_what_slack_did_not_sign_or_signed_long_ago_is_refused(school_over_http: SchoolOverHttp):
    school = school_over_http
    body, _ = encoded("slash_commands", COMMAND)
    forged = by_slack(school, body, secret="another secret")
    stale = by_slack(school, body, at=time.time() - 600)
    unsigned = ask(f"{school.address}/slack/events", body, **{"Content-Type": FORM})
    assert [each.status for each in (forged, stale, unsigned)] == [401, 401, 401]
    school.knows_nobody_new()
    assert by_slack(school, body).status == 200
    school.stored("requests")


def test_slack_can_check_the_address_and_others_that_it_is_well(school_over_http: SchoolOverHttp):
    school = school_over_http
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB", "token": "of long ago"})
    signed = RequestUrl("", SIGNING_SECRET).signed(body)
    answer = ask(f"{school.address}/slack/events", body, **{"Content-Type": "application/json", **signed})
    assert (answer.status, b"3eZbrw1aB" in answer.body) == (200, True)
    assert ask(f"{school.address}/health").body == b"ok"
    assert ask(f"{school.address}/slack/events").status == 405
    assert ask(f"{school.address}/").status == 404


def test_garbage_is_refused_and_the_bot_goes_on(school_over_http: SchoolOverHttp):
    school = school_over_http
    address = f"{school.address}/slack/events"
    assert announces(address, 5_000_000) == 413
    request = urllib.request.Request(address, data=b"\xff\xfe payload", headers={"Content-Type": FORM})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=20)  # noqa: S310
    refused.value.close()
    assert refused.value.code == 400
    school.ada.types(f"/library-help {DUST_BOWL}")
    school.ada.sees(RECEIPT)


# --- calendars


def test_lee_subscribes_to_what_is_due_and_what_is_planned(school_over_http: SchoolOverHttp):
    school = school_over_http
    promises(school)
    school.lee.types("/library-partner activities")
    school.lee.sees("Activities").presses("Add an activity")
    words = {"Kind": "Co-teaching", "Title": "Reading hour, year 8", "First day": FRIDAY}
    form = school.lee.modal(title="Add an activity").fill({**words, "Time": "10:15", "How often?": "Weekly"})
    assert form.submits(), form.errors
    school.rests()
    address = new_address(school, calendar(school))
    answer = ask(address)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"].startswith("private")
    assert b"Ada" not in answer.body
    assert b"dust bowl" not in answer.body
    found = icalendar.Calendar.from_ical(answer.body).walk("VEVENT")
    (due,) = [each for each in found if str(each["SUMMARY"]) == "Due: Five letters"]
    hours = [each["DTSTART"].dt for each in found if str(each["SUMMARY"]) == "Reading hour, year 8"]
    assert due["DTSTART"].dt == TUESDAY
    assert [each.date() for each in hours[:4]] == [FRIDAY + timedelta(weeks=week) for week in range(4)]
    assert {(each.hour, each.minute) for each in hours} == {(10, 15)}
    assert {each.utcoffset() for each in hours[:4]} == {timedelta(hours=-5), timedelta(hours=-4)}, "summer time begins"
    assert b"BEGIN:VTIMEZONE" in answer.body


def test_what_has_not_changed_is_not_sent_again_and_what_is_kept_goes(school_over_http: SchoolOverHttp):
    school = school_over_http
    promises(school)
    address = new_address(school, calendar(school))
    school.lee.modal().closes()
    tag = ask(address).headers["etag"]
    assert ask(address, If_None_Match=tag).status == 304
    school.comes(TUESDAY, "09:00")
    school.lee.sees("Good morning").presses("Done", beside="Five letters")
    school.rests()
    answer = ask(address, If_None_Match=tag)
    assert (answer.status, events(answer.body)) == (200, {})


def test_a_new_address_ends_the_old_one_and_it_can_be_withdrawn(school_over_http: SchoolOverHttp):
    school = school_over_http
    shown = calendar(school)
    first = new_address(school, shown)
    shown = school.lee.modal(title=CALENDAR)
    assert "no longer get anything" in str(shown.confirmation("New address"))
    shown.presses("New address")
    school.waits_for(lambda: first.rpartition("/")[2] not in school.lee.modal().text, "another address")
    shown = school.lee.modal(title=CALENDAR)
    second = next(line for line in shown.text.splitlines() if line.startswith(PUBLIC_URL))
    second = second.replace(PUBLIC_URL, school.address)
    assert (ask(first).status, ask(second).status) == (404, 200)
    shown.presses("Withdraw")
    shown.becomes("There is no address any more")
    assert ask(second).status == 404


@pytest.mark.parametrize("token", ["AAAA", "A" * 64, "ü", "..%2F..%2Fetc%2Fpasswd", "%00"])
def test_an_address_that_nobody_was_given_opens_nothing(school_over_http: SchoolOverHttp, token: str):
    answer = ask(f"{school_over_http.address}/calendar/{urllib.request.quote(token, safe='%')}.ics")
    assert answer.status == 404
    assert b"BEGIN" not in answer.body


def test_one_letter_more_or_less_opens_nothing_and_no_address_is_logged(school_over_http: SchoolOverHttp, caplog):
    school = school_over_http
    caplog.set_level("INFO")
    address = new_address(school, calendar(school))
    token = address.rpartition("/")[2].removesuffix(".ics")
    other = "B" if token[-1] != "B" else "C"
    for wrong in (token[:-1] + other, token[:-1], token + "=", "B" + token[1:], token.swapcase()):
        assert ask(address.replace(token, wrong)).status == 404
    assert ask(address).status == 200
    assert token not in caplog.text
    assert token not in str(school.rows("calendar_feeds"))


def test_whoever_leaves_takes_no_calendar_with_them(school_over_http: SchoolOverHttp):
    school = school_over_http
    address = new_address(school, calendar(school))
    school.sandbox.workspace.change_user("U0LEE", deleted=True)
    school.waits_for(lambda: ask(address).status == 404, "the address to end")


def test_lee_is_asked_for_a_public_address_where_nobody_has_named_one(tmp_path):
    school = SchoolOverHttp(tmp_path / "school", PUBLIC_URL="")
    try:
        school.opens()
        assert "PUBLIC_URL" in calendar(school).text
        assert "New address" not in school.lee.modal().buttons
    finally:
        school.ends()


def test_by_socket_mode_the_calendar_is_a_file(school: SchoolWithin):
    school.asks(school.ada, DUST_BOWL)
    school.promises(school.lee, CARD, "Five letters", TUESDAY)
    shown = calendar(school)
    assert "There is no address to subscribe to" in shown.text
    assert shown.buttons == ["As a file"]
    shown.presses("As a file")
    shown.becomes("on its way")
    told = school.lee.sees("Here is the library’s calendar")
    assert [each["name"].rpartition(".")[2] for each in told.shown["files"]] == ["ics"]


def test_others_have_no_calendar_of_the_library(school_over_http: SchoolOverHttp):
    school = school_over_http
    for somebody in (school.ada, school.sam):
        assert CALENDAR not in somebody.home("Ask the library").buttons
