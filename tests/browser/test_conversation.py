"""People talking on the page: messages, threads, commands, receipts and the Home tab."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.saying import last_message, say


def test_what_one_writes_appears_and_is_answered(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    say(page, "say hello\nthere, tea < coffee & cake")
    expect(page.get_by_role("article").nth(0)).to_contain_text("Ada Byron")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(last_message(page).locator(".content")).to_have_text(
        "hello\nthere, tea < coffee & cake", use_inner_text=True
    )
    expect(last_message(page)).to_contain_text("Library Partner")


def test_others_see_it_without_reloading(open_page: OpenPage, url: str) -> None:
    ada, ben = open_page(url, "U0ADA", where="C0STAFF"), open_page(url, "U0BEN", where="C0STAFF")
    say(ada, "Has anybody seen the projector?", to="#staffroom")
    expect(last_message(ben)).to_contain_text("Has anybody seen the projector?")
    expect(ben.locator("#spoken")).to_contain_text("Ada Byron: Has anybody")


def test_nobodys_words_become_mark_up(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    attack = '<img src=x onerror="document.title=1"> <script>document.title=2</script> <b>bold</b>'
    say(page, f"say {attack}")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(last_message(page).locator(".content")).to_have_text(attack)
    assert page.locator("#messages :is(script, b, img:not(.face))").count() == 0
    assert page.title() == "Library Partner – Library Partner"


def test_every_block_is_drawn(open_page: OpenPage, url: str, complaints) -> None:
    complaints.expected.append("ERR_CONNECTION_REFUSED")  # the picture's address leads nowhere
    complaints.expected.append("none.png")
    page = open_page(url)
    say(page, "show blocks")
    card = last_message(page)
    expect(card.get_by_role("heading", name="A request from Ada")).to_be_visible()
    expect(card.get_by_text("*exactly* <b>as typed</b> &amp;", exact=True)).to_be_visible()
    expect(card.locator(".fields .text")).to_have_text(["Class\nGrade 8", "Needed by\nFriday"], use_inner_text=True)
    expect(card.get_by_role("separator")).to_be_attached()
    expect(card.locator(".block-context")).to_contain_text("asked by @Ada Byron")
    expect(card.locator(".rich-text strong")).to_have_text("kept")
    expect(card.get_by_role("img", name="A map of the plains")).to_have_count(2)
    expect(card.locator("figcaption")).to_have_text("The plains")


def test_a_command_is_suggested_taken_and_answered_for_her_alone(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    write = page.get_by_role("textbox", name="Message Library Partner")
    write.press_sequentially("/li")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("option", selected=True)).to_contain_text("what you need, and by when")
    write.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("/library-log")
    write.press("ArrowUp")
    write.press("Enter")
    expect(write).to_have_value("/library-help ")
    write.press_sequentially("dust bowl sources")
    write.press("Enter")
    expect(last_message(page)).to_contain_text("Only visible to you")
    expect(last_message(page)).to_contain_text("Got it: dust bowl sources")
    last_message(page).get_by_role("button", name="Edit").click()
    expect(last_message(page)).to_contain_text("Changed.")


def test_an_empty_conversation_offers_something_to_try(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    page.get_by_role("button", name="Try: /library-help dust bowl").click()
    write = page.get_by_role("textbox", name="Message Library Partner")
    expect(write).to_be_focused()
    write.press("Enter")
    expect(last_message(page)).to_contain_text("Got it: dust bowl primary sources for grade 8 by next Friday")
    expect(page.get_by_text("Nothing has been said here yet.")).to_be_hidden()


def test_an_app_that_does_not_answer_is_said_so_and_the_words_come_back(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    say(page, "/library-help wait")
    expect(page.get_by_role("region", name="Notices")).to_contain_text("Library Partner")
    page.get_by_role("button", name="Dismiss").first.click()


def test_an_unknown_command_is_refused_in_a_sentence(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    say(page, "/nonsense")
    expect(page.get_by_role("region", name="Notices")).to_contain_text("/nonsense")
    expect(page.get_by_role("textbox", name="Message Library Partner")).to_have_value("/nonsense")


def test_a_mention_is_answered_in_a_thread_beside_the_channel(open_page: OpenPage, url: str) -> None:
    page = open_page(url, where="C0STAFF")
    write = page.get_by_role("textbox", name="Message #staffroom")
    write.press_sequentially("@lib")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Library Partner")
    write.press("Tab")
    write.press_sequentially("maps please")
    write.press("Enter")
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article").last).to_contain_text("I heard you.")
    reply = thread.get_by_role("textbox", name="Reply in thread")
    expect(reply).to_be_focused()
    reply.fill("Thank you")
    reply.press("Enter")
    expect(thread.get_by_role("article").last).to_contain_text("Thank you")
    page.reload()
    expect(thread.get_by_role("article").last).to_contain_text("Thank you")
    reply.press("Escape")
    expect(thread).to_be_hidden()


def actions(page: Page, text: str) -> None:
    message = page.get_by_role("listitem").filter(has_text=text)
    message.hover()
    message.get_by_role("button", name="Actions for").click()


def test_own_messages_are_edited_and_deleted(open_page: OpenPage, url: str) -> None:
    page = open_page(url, where="C0STAFF")
    say(page, "tea & <cake>", to="#staffroom")
    actions(page, "tea & <cake>")
    page.get_by_role("menuitem", name="Edit message").click()
    editor = page.get_by_role("textbox", name="Edit message")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("tea & <cake>")
    editor.fill("tea & biscuits")
    editor.press("Enter")
    expect(last_message(page)).to_contain_text("tea & biscuits (edited)")
    actions(page, "tea & biscuits")
    page.get_by_role("menuitem", name="Delete message").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("article")).to_have_count(0)


def test_others_messages_offer_the_shortcut_and_no_editing(open_page: OpenPage, url: str) -> None:
    say(open_page(url, "U0BEN", where="C0STAFF"), "We need maps of the plains", to="#staffroom")
    page = open_page(url, where="C0STAFF")
    actions(page, "maps of the plains")
    expect(page.get_by_role("menuitem")).to_have_count(2)
    page.get_by_role("menuitem", name="Ask the library").click()
    expect(page.get_by_role("dialog").get_by_label("What do you need?")).to_have_value("We need maps of the plains")


def test_one_changes_person_and_place_and_a_reload_keeps_them(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    people = page.get_by_role("group", name="Who you are")
    say(page, "hello from Ada")
    people.get_by_role("link", name="Lee").click()
    expect(page).to_have_url(f"{url}/#U0LEE/app")
    expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_role("link", name="staffroom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("#staffroom")
    people.get_by_role("button", name="More people").click()
    page.get_by_role("menuitem", name="Cleo Marsh").click()
    expect(people.get_by_role("link", name="Cleo")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Home").click()
    page.reload()
    expect(people.get_by_role("link", name="Cleo")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("heading", level=1)).to_have_text("Library Partner Home")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Library Partner")


def test_what_others_have_not_read_is_counted_on_their_tab(open_page: OpenPage, url: str) -> None:
    page = open_page(url, where="C0STAFF")
    lee = page.get_by_role("group", name="Who you are").get_by_role("link", name="Lee")
    say(page, "News for everybody", to="#staffroom")
    expect(lee.locator(".badge")).to_have_text("1 unread")
    lee.click()
    expect(page.get_by_role("navigation").locator(".badge")).to_have_text("1 unread")
    page.get_by_role("link", name="staffroom").click()
    expect(page.get_by_role("navigation").locator(".badge")).to_have_count(0)


def test_home_is_asked_for_and_drawn_anew(open_page: OpenPage, url: str) -> None:
    page = open_page(url, "U0LEE", where="home")
    expect(page.get_by_text("Nothing is due.")).to_be_visible()
    page.get_by_role("button", name="Refresh").press("Enter")
    expect(page.get_by_text("Everything is done.")).to_be_visible()
    expect(page.get_by_role("button", name="Refresh")).to_be_focused()
