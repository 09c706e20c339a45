"""The workspace's time on the page, and a page whose workspace goes away and comes back."""

import re
from pathlib import Path

from playwright.sync_api import expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import OpenPage, app_in
from tests.browser.saying import last_message, say
from tests.browser.trial_app import MANIFEST


def test_the_clock_moves_forward_for_everybody(open_page: OpenPage, url: str) -> None:
    page, other = open_page(url), open_page(url, "U0LEE")
    clock = page.get_by_role("region", name="The workspace's clock")
    clock.get_by_role("button", name="Next school morning").click()
    expect(clock.locator("time")).to_contain_text("08:00")
    clock.get_by_role("button", name="One hour").click()
    expect(clock.locator("time")).to_contain_text("09:00")
    clock.get_by_role("button", name="Friday 14:00").click()
    expect(clock.locator("time")).to_contain_text(re.compile("^Friday.*14:00"))
    expect(other.get_by_role("region", name="The workspace's clock").locator("time")).to_contain_text("14:00")


def test_on_a_phone_the_clock_unfolds(open_page: OpenPage, url: str) -> None:
    page = open_page(url, width=375)
    hour = page.get_by_role("button", name="One hour")
    expect(hour).to_be_hidden()
    page.get_by_role("button", name="Move time").click()
    expect(hour).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_the_page_goes_on_when_the_workspace_is_back(open_page: OpenPage, tmp_path: Path, complaints) -> None:
    complaints.expected += ["ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET"]
    with Sandbox(tmp_path, manifest=MANIFEST) as sandbox:
        page, port = open_page(sandbox.url, where="C0STAFF"), sandbox.port
        say(page, "before", to="#staffroom")
        expect(last_message(page)).to_contain_text("before")
    away = page.get_by_text("The workspace is not running just now.")
    expect(away).to_be_visible()
    say(page, "lost?", to="#staffroom")
    expect(page.get_by_role("region", name="Notices")).to_contain_text("Nothing was sent")
    expect(page.get_by_role("textbox", name="Message #staffroom")).to_have_value("lost?")
    with Sandbox(tmp_path, manifest=MANIFEST, port=port), page.expect_response("**/people/changes*"):
        expect(away).to_be_hidden()
        page.get_by_role("button", name="Send message").click()
        expect(last_message(page)).to_contain_text("lost?")


def test_an_app_that_is_away_is_said_so_and_notices_are_told_once(open_page: OpenPage, tmp_path: Path) -> None:
    with Sandbox(tmp_path, manifest=MANIFEST, ack_within=0.2) as sandbox:
        page = open_page(sandbox.url)
        expect(page.get_by_text("Away just now")).to_be_visible()
        say(page, "/library-help maps")
        expect(page.get_by_role("region", name="Notices").get_by_text("cannot be reached")).to_have_count(1)
        page.reload()
        expect(page.get_by_text("Away just now")).to_be_visible()
        expect(page.get_by_role("region", name="Notices").get_by_text("cannot be reached")).to_have_count(0)
        with app_in(sandbox):
            expect(page.get_by_text("Between the two of you")).to_be_visible()


def test_a_missing_file_and_an_unknown_person_are_said_in_a_sentence(open_page: OpenPage, url: str, complaints) -> None:
    complaints.expected.append("404")
    page = open_page(url)
    answer = page.request.get(f"{url}/static/nothing.js")
    assert (answer.status, answer.text()) == (404, "The workspace page has no file 'nothing.js'.\n")
    assert page.request.get(f"{url}/static/main.js").headers["cache-control"] == "no-cache"
    page.goto(f"{url}/#U0NOBODY/app")
    expect(page.get_by_role("region", name="Notices")).to_contain_text("There is nobody called U0NOBODY here.")
