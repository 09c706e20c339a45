"""Every interactive element in a message, and what the app hears when it is used."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.saying import last_message, say


@pytest.fixture
def page(open_page: OpenPage, url: str) -> Page:
    page = open_page(url)
    say(page, "show controls")
    expect(page.get_by_role("button", name="Promise")).to_be_visible()
    return page


@pytest.fixture
def card(page: Page) -> Locator:
    return page.get_by_role("article").nth(1)


def heard(page: Page, words: str) -> None:
    expect(last_message(page).locator(".content")).to_have_text(f"heard {words}")


def test_a_button_is_pressed(page: Page, card: Locator) -> None:
    card.get_by_role("button", name="Done").click()
    heard(page, "done: done")


def test_a_confirmation_may_be_refused(page: Page, card: Locator) -> None:
    card.get_by_role("button", name="Decline").click()
    question = page.get_by_role("dialog", name="Decline this?")
    expect(question).to_contain_text("Ada is told.")
    question.get_by_role("button", name="Not now").click()
    expect(question).to_be_hidden()
    expect(card.get_by_role("button", name="Decline")).to_be_focused()
    card.get_by_role("button", name="Decline").press("Enter")
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    card.get_by_role("button", name="Decline").press("Enter")
    question.get_by_role("button", name="Yes, decline").click()
    heard(page, "decline: decline")
    expect(page.get_by_role("article")).to_have_count(3)


def test_a_select_is_chosen_from(page: Page, card: Locator) -> None:
    card.get_by_label("Snooze").select_option("Next week")
    heard(page, "snooze: week")


def test_the_overflow_menu_is_walked_with_the_arrow_keys(page: Page, card: Locator) -> None:
    more = card.get_by_role("button", name="More actions")
    more.press("Enter")
    expect(page.get_by_role("menuitem", name="Refer")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Past requests")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    heard(page, "more: past")


def test_a_date_and_a_time_are_picked(page: Page, card: Locator) -> None:
    card.get_by_label("day").fill("2026-09-18")
    heard(page, "day: 2026-09-18")
    card.get_by_label("time").fill("14:05")
    heard(page, "time: 14:05")


def test_radio_buttons_and_checkboxes_tell_what_is_chosen(page: Page, card: Locator) -> None:
    card.get_by_label("Resources").check()
    heard(page, "radio: resources")
    card.get_by_label("Complex concept").check()
    heard(page, "ticks: concept")
    card.get_by_label("Less confident topic").first.check()
    heard(page, "ticks: concept,topic")


def test_styles_tell_the_main_and_the_dangerous_button_apart(card: Locator) -> None:
    expect(card.get_by_role("button", name="Done")).to_have_class("button primary")
    expect(card.get_by_role("button", name="Decline")).to_have_class("button danger")
