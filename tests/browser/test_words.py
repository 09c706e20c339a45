"""The words of messages as the page shows them: mrkdwn, rich text and plain text, asked of the modules themselves."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.sandbox.page import routes

DRAWN = """async ([kind, given]) => {
  const names = await import("/static/names.js");
  const dates = await import("/static/dates.js");
  dates.useZone("America/New_York");
  names.learnNames({
    people: [{id: "U0LEE", display_name: "Lee Park"}, {id: "U0ADA", display_name: "Ada <b>Byron</b>"}],
    conversations: [{id: "C0STAFF", kind: "channel", name: "staffroom"}],
    me: "U0LEE", clock: {now: "2026-09-10T13:55:00+00:00"},
  });
  const box = document.createElement("div");
  if (kind === "mrkdwn") box.append(...(await import("/static/mrkdwn.js")).mrkdwn(given));
  if (kind === "text") box.append((await import("/static/text.js")).textOf(given));
  if (kind === "rich") box.append((await import("/static/rich_text.js")).richText(given));
  return box.innerHTML;
}"""

Drawn = Callable[[str, object], str]


@pytest.fixture(scope="module")
def drawn(browser: Browser) -> Iterator[Drawn]:
    blank = Route("/blank", lambda _: HTMLResponse("<!doctype html><title>Blank</title>"))
    app = Starlette(routes=[blank, *routes(None)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    listener = socket.socket(
        socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, so that nothing is delayed
    listener.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{listener.getsockname()[1]}/blank")
    yield lambda kind, given: page.evaluate(DRAWN, [kind, given])
    page.close()
    server.should_exit = True
    thread.join()


LINK = 'target="_blank" rel="noopener noreferrer" dir="auto"'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words", "plain words"),
        ("a *bold* word", "a <strong>bold</strong> word"),
        ("_slanted_ and ~gone~", "<em>slanted</em> and <s>gone</s>"),
        ("*bold _and slanted_*", "<strong>bold <em>and slanted</em></strong>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("* not bold *", "* not bold *"),
        ("`*code*` here", "<code>*code*</code> here"),
        ("tea &amp; &lt;b&gt;cake&lt;/b&gt;", "tea &amp; &lt;b&gt;cake&lt;/b&gt;"),
        ("&amp;lt; stays", "&amp;lt; stays"),
        ("<img src=x onerror=alert(1)>", "<span>&lt;img src=x onerror=alert(1)&gt;</span>"),
        ("<@U0LEE>", '<span class="mention me">@Lee Park</span>'),
        ("<@U0ADA>", '<span class="mention">@Ada &lt;b&gt;Byron&lt;/b&gt;</span>'),
        ("<@U0NEW|new.person>", '<span class="mention">@new.person</span>'),
        ("<#C0STAFF|>", '<span class="mention">#staffroom</span>'),
        ("<!channel>", '<span class="mention loud">@channel</span>'),
        ("&lt;!channel&gt;", "&lt;!channel&gt;"),
        ("<https://loc.gov|The Library>", f'<a href="https://loc.gov" {LINK}>The Library</a>'),
        (
            "<https://loc.gov?a=1&amp;b=2>",
            f'<a href="https://loc.gov?a=1&amp;b=2" {LINK}>https://loc.gov?a=1&amp;b=2</a>',
        ),
        ("see https://loc.gov.", f'see <a href="https://loc.gov" {LINK}>https://loc.gov</a>.'),
        ("<mailto:lee@school.org|lee@school.org>", f'<a href="mailto:lee@school.org" {LINK}>lee@school.org</a>'),
        ("<javascript:alert(1)|click>", "<span>&lt;javascript:alert(1)|click&gt;</span>"),
        ("done :tada:", 'done <span role="img" aria-label="tada" class="emoji">🎉</span>'),
        ("at 10:30:15 :nosuchthing:", "at 10:30:15 :nosuchthing:"),
        ("<!date^1789048500^{date_short_pretty} at {time}|then>", "<time>today at 09:55</time>"),
        ("<!date^1789221300^{date_long}|then>", "<time>Saturday, September 12, 2026</time>"),
        ("<!date^soon^{date}|in a while>", "<time>in a while</time>"),
        ("&gt; a quote\nafter", '<blockquote dir="auto">a quote</blockquote>after'),
        ("&gt; one\n&gt; two", '<blockquote dir="auto">one\ntwo</blockquote>'),
        ("```\nlet a = *b*\n```", '<pre dir="auto">let a = *b*</pre>'),
        ("an ``` unclosed fence", "an ``` unclosed fence"),
        ("one\ntwo", "one\ntwo"),
    ],
)
def test_mrkdwn_is_shown_as_slack_shows_it(drawn: Drawn, written: str, shown: str) -> None:
    assert drawn("mrkdwn", written) == shown


def test_plain_text_is_shown_exactly(drawn: Drawn) -> None:
    exact = "*not bold* &amp; <https://x.org|x> <!channel>\n  :tada: <img src=x onerror=alert(1)>"
    escaped = exact.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert drawn("text", {"type": "plain_text", "text": exact}) == f'<div class="text" dir="auto">{escaped}</div>'


def test_plain_text_shows_emoji_only_where_asked(drawn: Drawn) -> None:
    assert "🎉" in drawn("text", {"type": "plain_text", "text": ":tada:", "emoji": True})
    assert ":tada:" in drawn("text", {"type": "plain_text", "text": ":tada:"})


def section(*elements: object) -> dict[str, object]:
    return {"type": "rich_text_section", "elements": [*elements]}


def words(text: str, **style: bool) -> dict[str, object]:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def rich(*elements: object) -> dict[str, object]:
    return {"type": "rich_text", "elements": [*elements]}


def test_rich_text_carries_its_styles_links_and_people(drawn: Drawn) -> None:
    link = {"type": "link", "url": "https://loc.gov", "text": "here"}
    person = {"type": "user", "user_id": "U0LEE"}
    shown = drawn(
        "rich", rich(section(words("a <b>", bold=True, italic=True), link, person, words("~x~", strike=True)))
    )
    assert "<strong><em>a &lt;b&gt;</em></strong>" in shown
    assert f'<a href="https://loc.gov" {LINK}>here</a>' in shown
    assert '<span class="mention me">@Lee Park</span>' in shown
    assert "<s>~x~</s>" in shown


def test_a_link_of_rich_text_that_is_no_web_address_stays_words(drawn: Drawn) -> None:
    shown = drawn("rich", rich(section({"type": "link", "url": "javascript:alert(1)", "text": "click"})))
    assert "href" not in shown
    assert "click" in shown


def test_lists_of_rich_text_nest_by_their_indent(drawn: Drawn) -> None:
    def bullets(indent: int, *items: str) -> dict[str, object]:
        return {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": indent,
            "elements": [section(words(i)) for i in items],
        }

    shown = drawn("rich", rich(bullets(0, "one", "two"), bullets(1, "inside"), bullets(0, "three")))
    item = '<li dir="auto">'
    assert f"<ul>{item}one</li>{item}two<ul>{item}inside</li></ul></li></ul><ul>{item}three</li></ul>" in shown


def test_quotes_and_code_of_rich_text_stand_on_their_own(drawn: Drawn) -> None:
    quote = {"type": "rich_text_quote", "elements": [words("said")]}
    code = {"type": "rich_text_preformatted", "elements": [words("a < b")]}
    shown = drawn("rich", rich(quote, code))
    assert '<blockquote dir="auto">said</blockquote><pre dir="auto">a &lt; b</pre>' in shown
