"""The page by keyboard alone, for a screen reader, in the dark and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.saying import last_message, say

CHECK = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")
PLACES = ["app", "home", "C0STAFF"]


def complaints_of(page: Page) -> list[str]:
    return page.evaluate(CHECK)


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_nothing_is_unnamed_or_hard_to_read(open_page: OpenPage, url: str, color_scheme: str) -> None:
    page = open_page(url, color_scheme=color_scheme)
    say(page, "show controls")
    say(page, "/library-help for me alone")
    expect(page.get_by_text("Only visible to you")).to_be_visible()
    expect(page.get_by_role("button", name="Promise")).to_be_visible()
    assert complaints_of(page) == []
    page.get_by_role("button", name="More people").click()
    assert complaints_of(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Message Library Partner").press_sequentially("/")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    assert complaints_of(page) == []


@pytest.mark.parametrize("where", ["home", "C0STAFF", "C0NOWHERE"])
def test_every_place_has_its_landmarks(open_page: OpenPage, url: str, where: str) -> None:
    page = open_page(url, where=where)
    for landmark in ("banner", "navigation", "main"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("region", name="The workspace's clock")).to_be_visible()
    if where != "C0NOWHERE":
        assert complaints_of(page) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_modal_with_errors_is_named_and_readable(open_page: OpenPage, url: str, color_scheme: str) -> None:
    page = open_page(url, color_scheme=color_scheme)
    say(page, "/library-help form")
    dialog = page.get_by_role("dialog", name="Ask the library")
    dialog.get_by_label("What do you need?").fill("wrong")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_contain_text("Please say it another way.")
    assert complaints_of(page) == []


def test_the_whole_way_goes_by_keyboard(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    keys = page.keyboard
    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Message Library Partner")).to_be_focused()
    expect(page).to_have_url(f"{url}/#U0ADA/app")
    keys.type("/library-help form")
    keys.press("Enter")
    expect(page.get_by_label("What do you need?")).to_be_focused()
    keys.type("maps of the plains")
    keys.press("Tab")
    keys.press("ArrowDown")
    for _ in range(30):
        if page.evaluate("document.activeElement.textContent") == "Send":
            break
        keys.press("Tab")
    keys.press("Enter")
    expect(last_message(page)).to_contain_text("sent maps of the plains")
    expect(page.get_by_role("textbox", name="Message Library Partner")).to_be_focused()


def test_each_tab_stop_is_visible(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    say(page, "show controls")
    expect(page.get_by_role("button", name="Promise")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    for _ in range(45):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const {outlineStyle, boxShadow} = getComputedStyle(document.activeElement);
              const around = getComputedStyle(document.activeElement.parentElement).boxShadow;
              const marked = outlineStyle !== "none" || boxShadow !== "none" || around !== "none";
              return document.activeElement === document.body || marked ? "" : document.activeElement.outerHTML;
            }"""
        )
        assert seen == ""


@pytest.mark.parametrize("width", [768, 1020])
def test_a_tablet_shows_everybody_within_its_width(open_page: OpenPage, url: str, width: int) -> None:
    page = open_page(url, "U0BEN", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    box = page.get_by_role("button", name="More people").bounding_box()
    assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("where", PLACES)
def test_a_phone_needs_no_sideways_scrolling(open_page: OpenPage, url: str, where: str) -> None:
    page = open_page(url, where=where, width=375, height=700)
    if where == "app":
        say(page, "show controls")
        expect(page.get_by_role("button", name="Promise")).to_be_visible()
        say(page, "say " + "w" * 300)
        expect(last_message(page)).to_contain_text("www")
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every((box) => box.scrollWidth <= box.clientWidth)")
    assert complaints_of(page) == []


def test_on_a_phone_a_thread_and_a_modal_take_the_whole_width(open_page: OpenPage, url: str) -> None:
    page = open_page(url, where="C0STAFF", width=375, height=700)
    say(page, "@Library Partner maps please", to="#staffroom")
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text("I heard you.")).to_be_visible()
    assert thread.bounding_box()["width"] == 375
    thread.get_by_role("button", name="Close thread").click()
    expect(page.get_by_role("button", name="1 reply")).to_be_focused()
    page.get_by_role("link", name="Messages").click()
    say(page, "/library-help form")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert dialog.bounding_box()["width"] == 375
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_words_from_right_to_left_stand_on_their_side(open_page: OpenPage, url: str) -> None:
    page = open_page(url, where="C0STAFF")
    say(page, "مرحبا، هل يمكنني الحصول على كتاب؟", to="#staffroom")
    expect(last_message(page).locator("[dir=auto] >> text=كتاب")).to_be_visible()
    assert last_message(page).locator(".content .text").evaluate("(box) => getComputedStyle(box).direction") == "rtl"
