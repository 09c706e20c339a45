"""What a person does and looks at on the page, in a word."""

from playwright.sync_api import Locator, Page


def say(page: Page, words: str, *, to: str = "Library Partner") -> None:
    """Types `words` into the conversation's composer and sends them; `to` is its name ("#staffroom")."""
    write = page.get_by_role("textbox", name=f"Message {to}", exact=True)
    write.fill(words)
    page.get_by_role("button", name="Send message").first.click()


def last_message(page: Page) -> Locator:
    """The newest message of the conversation; threads are beside it."""
    return page.locator("#messages").get_by_role("article").last
