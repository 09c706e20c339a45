"""What people write reaches no log, whatever goes wrong."""

import logging

import pytest
import sqlalchemy as sa
from slack_sdk.errors import SlackApiError

from bot.slack.payloads import GONE, read_id
from bot.slack.refusals import in_words, note_failure
from domain.errors import UserError
from store.session import Store, StoreBusyError

SECRET = "books about divorce for one of my pupils"


def failing_insert(store):
    with store.writing() as db:
        db.execute(sa.text("CREATE TABLE kept (words TEXT CHECK (length(words) < 5))"))
    with store.writing() as db:
        db.execute(sa.text("INSERT INTO kept VALUES (:words)"), {"words": SECRET})


def with_what_it_led_to(store):
    try:
        failing_insert(store)
    except sa.exc.DBAPIError:
        {}["a bug"]


@pytest.mark.parametrize("says", [in_words, note_failure])
def test_a_row_that_is_refused_is_logged_without_its_words(empty, caplog, says):
    with pytest.raises(sa.exc.DBAPIError) as refused:
        failing_insert(Store(empty))
    with caplog.at_level(logging.DEBUG):
        says(refused.value)
    assert caplog.text
    assert SECRET not in caplog.text


def test_a_row_that_is_refused_stays_unquoted_behind_what_it_led_to(empty, caplog):
    with pytest.raises(KeyError) as bug:
        with_what_it_led_to(Store(empty))
    note_failure(bug.value)
    assert "KeyError: 'a bug'" in caplog.text
    assert "in failing_insert" in caplog.text, "its traceback is there"
    assert SECRET not in caplog.text


@pytest.mark.parametrize("passing", [UserError("Slack did not say"), StoreBusyError("held"), OSError("gone")])
def test_what_passes_is_one_line(passing, caplog):
    note_failure(passing)
    assert len(caplog.text.splitlines()) == 1


def test_a_bug_has_its_traceback(caplog):
    with pytest.raises(KeyError) as bug:
        {}["a bug"]
    note_failure(bug.value)
    assert "Traceback" in caplog.text


def test_a_forged_id_is_refused_kindly():
    with pytest.raises(UserError, match="Nothing was changed"):
        read_id("not-an-id")
    assert "Nothing was changed" in GONE
    assert "Something went wrong" not in in_words(UserError(GONE))
    assert "form" in in_words(SlackApiError("no", {"ok": False, "error": "expired_trigger_id"}))
