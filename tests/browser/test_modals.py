"""Modals: filled in, refused, corrected, pushed and closed."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.saying import last_message, say


@pytest.fixture
def page(open_page: OpenPage, url: str) -> Page:
    page = open_page(url)
    say(page, "/library-help form")
    expect(page.get_by_role("dialog", name="Ask the library")).to_be_visible()
    return page


@pytest.fixture
def form(page: Page) -> Locator:
    return page.locator("#modal")


def test_every_field_is_filled_in_and_sent(page: Page, form: Locator) -> None:
    expect(form.get_by_label("What do you need?")).to_be_focused()
    form.get_by_label("What do you need?").fill("maps of <the> plains")
    form.get_by_role("radio", name="Resources").check()
    form.get_by_label("Class or year group").fill("8B")
    form.get_by_label("Needed by").fill("2026-09-18")
    form.get_by_label("Remind me").select_option("Next week")
    form.get_by_role("checkbox", name="Complex concept").check()
    form.get_by_label("With whom").select_option("Lee Park")
    form.get_by_label("Copies").fill("3")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    words = "sent maps of <the> plains | 8B | 2026-09-18 | resources | week | concept | U0LEE | 3"
    expect(last_message(page)).to_contain_text(words)


def test_what_is_missing_is_said_by_its_field(form: Locator) -> None:
    need = form.get_by_label("What do you need?")
    need.fill("")
    form.get_by_role("button", name="Send").click()
    expect(need).to_have_attribute("aria-invalid", "true")
    expect(need).to_have_accessible_description("A sentence will do Please complete this required field.")
    expect(need).to_be_focused()


def test_the_apps_errors_stand_by_their_fields_until_corrected(page: Page, form: Locator) -> None:
    need = form.get_by_label("What do you need?")
    need.fill("something wrong")
    form.get_by_label("Class or year group").fill("8B")
    form.get_by_role("button", name="Send").click()
    expect(need).to_have_accessible_description("A sentence will do Please say it another way.")
    expect(form.get_by_label("Needed by")).to_have_accessible_description("That day is a holiday.")
    expect(need).to_have_value("something wrong")
    need.fill("something better")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    expect(last_message(page)).to_contain_text("sent something better | 8B")


def test_a_pushed_modal_lies_on_top_and_what_was_typed_below_stays(page: Page, form: Locator) -> None:
    form.get_by_label("What do you need?").fill("half written")
    form.get_by_role("button", name="More about it").click()
    expect(page.get_by_role("dialog", name="More about it")).to_be_visible()
    expect(form.get_by_label("In other words")).to_be_focused()
    form.get_by_role("button", name="Back").click()
    expect(page.get_by_role("dialog", name="Ask the library")).to_be_visible()
    expect(form.get_by_label("What do you need?")).to_have_value("half written")


def test_escape_and_both_buttons_close_it_and_the_focus_returns(page: Page, form: Locator) -> None:
    write = page.get_by_role("textbox", name="Message Library Partner")
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    for name in ("Close", "Cancel"):
        say(page, "/library-help form")
        expect(form).to_be_visible()
        form.get_by_role("button", name=name).click()
        expect(form).to_be_hidden()
        expect(write).to_be_focused()


def test_the_focus_cannot_leave_an_open_modal(page: Page, form: Locator) -> None:
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('main, nav, header.top, #clock')")
    expect(form).to_be_visible()


def test_an_open_modal_is_there_again_after_a_reload(page: Page, form: Locator) -> None:
    page.reload()
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
