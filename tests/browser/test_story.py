"""The whole story in a real browser, against the program as a newcomer starts it.

`make pictures` runs it with PICTURES set, and what it sees becomes the README's pictures.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pictures import picture

ROOT = Path(__file__).parents[2]
MONDAY_MORNING = datetime(2027, 3, 1, 14, 5, tzinfo=UTC)
"""09:05 in New York."""


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """`make run` in a folder of its own, at a known Monday morning."""
    folder = tmp_path / ".sandbox"
    folder.mkdir()
    (folder / "clock").write_text(str((MONDAY_MORNING - datetime.now(UTC)).total_seconds()))
    port = free_port()
    known = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "TIMEZONE", "HOLI"))}
    program = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--port", str(port)],
        cwd=tmp_path,
        env={**known, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    said = ""
    while "is open: http" not in said:
        said = program.stdout.readline()
        assert said, "the program ended before it was open"
    yield f"http://127.0.0.1:{port}"
    program.terminate()
    program.wait(5)
    program.stdout.close()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_ada_asks_lee_promises_and_keeps_it_and_sam_reads_of_it(url: str, open_page: OpenPage) -> None:
    ada, lee, sam = (open_page(url, person) for person in ("U0ADA", "U0LEE", "U0SAM"))

    writes(ada, "/library-help dust bowl primary sources for grade 8 by next Friday")
    expect(ada.get_by_role("main").get_by_text("Needed by: Friday, March 12")).to_be_visible()

    card = lee.get_by_role("article").filter(has_text="Class: Grade 8")
    expect(card).to_contain_text("dust bowl primary sources for grade 8 by next Friday")
    card.get_by_role("button", name="Promise").click()
    promise = lee.get_by_role("dialog")
    promise.get_by_label("What will you do?").fill("Five photographs and two letters, with captions at grade 8 level")
    promise.get_by_role("button", name="Promise").click()
    expect(card.get_by_role("button", name="Renegotiate")).to_be_visible()
    expect(
        ada.get_by_role("main").get_by_text("Lee Park has promised you something by Tuesday, March 2")
    ).to_be_visible()
    picture(ada, "teacher")

    writes(ada, "Could we have the atlases for Year 7 on Thursday?")
    expect(lee.get_by_role("main").get_by_text("Could we have the atlases for Year 7 on Thursday?")).to_be_visible()

    lee.get_by_role("button", name="Next school morning").click()
    list_ = lee.get_by_role("article").filter(has_text="Good morning")
    expect(list_).to_contain_text("1 due today, 1 waiting for an answer")
    picture(lee, "sandbox")
    list_.get_by_role("button", name="Done").click()
    expect(list_).to_contain_text("✓ Kept")
    expect(card).to_contain_text("✓ Done by Lee Park")

    ada.get_by_role("button", name="Yes").click()
    expect(ada.get_by_role("main").get_by_text("You said: yes. Thank you!")).to_be_visible()
    expect(card).to_contain_text("Did it help? Ada Byron says: yes.")

    sam.get_by_role("button", name="Friday 14:00").click()
    digest = sam.get_by_role("article").filter(has_text="The library’s week")
    expect(digest).to_contain_text("The library kept 1 promise, on time.")
    expect(digest).to_contain_text("Requests by kind")


def test_the_home_tab_keeps_up_by_itself_on_a_phone(url: str, open_page: OpenPage) -> None:
    ada = open_page(url, "U0ADA", where="home", width=375, height=720)
    expect(ada.get_by_role("button", name="Ask the library")).to_be_visible()
    ada.get_by_role("button", name="Ask the library").click()
    form = ada.get_by_role("dialog")
    form.get_by_label("What do you need?").fill("Poems about rivers for 7B by tomorrow")
    form.get_by_role("button", name="Ask", exact=True).click()
    expect(ada.get_by_role("main").get_by_text("Poems about rivers for 7B by tomorrow")).to_be_visible()
    expect(ada.get_by_role("main").get_by_text("Class: 7B")).to_be_visible()
    assert ada.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_lee_adds_a_partner_logs_a_contact_sees_the_map_change_and_accepts_the_proposal(
    url: str, open_page: OpenPage
) -> None:
    lee = open_page(url, "U0LEE")
    window = lee.get_by_role("dialog")

    writes(lee, "/library-partner map")
    expect(window).to_contain_text("The map is still empty: all 24 groups wait for a first partner.")
    window.get_by_role("button", name="Add a partner").click()
    window.get_by_role("textbox", name="Name (optional)").fill("Riverside Library")
    window.get_by_label("Category").select_option(label="Public libraries")
    window.get_by_label("What they offer").fill("Story hour, and a van that brings books")
    window.get_by_role("button", name="Add", exact=True).click()
    expect(window).to_contain_text("Public libraries · outside the school")
    expect(window).to_contain_text("What they offer: Story hour, and a van that brings books")
    window.get_by_role("button", name="All partners").click()
    expect(window).to_contain_text("1 partner: nobody is waiting for a word.")
    window.get_by_role("button", name="Map").click()
    expect(window).to_contain_text("1 partner in 1 of 24 groups. Nobody yet in 23.")
    expect(window).to_contain_text("• Riverside Library, no contact yet")
    window.get_by_role("button", name="Close").last.click()
    expect(window).to_be_hidden()

    writes(lee, "/library-log 10 min with Riverside Library about the story hour")
    expect(lee.get_by_role("main")).to_contain_text("the story hour")
    writes(lee, "/library-partner map")
    expect(window).to_contain_text("• Riverside Library, last contact today")
    window.get_by_role("button", name="Close").last.click()
    expect(window).to_be_hidden()

    lee.get_by_role("button", name="Friday 14:00").click()
    lee.get_by_role("button", name="Next school morning").click()
    list_ = lee.get_by_role("article").filter(has_text="A proposal for this week")
    expect(list_).to_contain_text("Offer a lesson idea")
    list_.get_by_role("button", name=re.compile("I.ll do it")).click()
    expect(list_).to_contain_text("✓ You are doing this, by Friday, March 12.")


def writes(page: Page, words: str) -> None:
    composer: Locator = page.get_by_role("textbox").last
    composer.fill(words)
    composer.press("Escape")
    composer.press("Enter")
