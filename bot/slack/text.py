"""Words on their way in and out of Slack: unescaped once, shown exactly, mentioning nobody."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(
    r"<(?P<target>@[A-Z0-9]+|#[A-Z0-9]+|!(?:channel|here|everyone|subteam\^[A-Z0-9]+)|(?:https?|mailto|tel):[^|>]*)"
    r"(?:\|(?P<label>[^>]*))?>"
)


def unescape(text: str, name_of: Callable[[str], str | None] = lambda _: None) -> str:
    """What the person saw when they wrote it: links and names as words, `&lt; &gt; &amp;` as characters.

    `name_of` turns a user id into a name, or None; whatever cannot be read stays as it is.
    """

    def shown(token: re.Match[str]) -> str:
        target, label = token["target"], token["label"]
        if target[0] == "@":
            name = name_of(target[1:]) or label  # a command's label is the handle, which nobody sees while typing
            return f"@{name}" if name else token[0]
        if target[0] == "!":
            name = (label or "").removeprefix("@") or target[1:]
            return token[0] if "^" in name else f"@{name}"
        if target[0] == "#":
            return f"#{label}" if label else token[0]
        return _link(target, label)

    return _entities(_TOKEN.sub(shown, text))


@dataclass(frozen=True)
class Mentioned:
    """Somebody behind an @: the platform's id, and the name that `unescape` writes for it."""

    address: str
    name: str


def mentions(text: str, name_of: Callable[[str], str | None]) -> tuple[Mentioned, ...]:
    """Everybody who is mentioned by id, each once, in order."""
    found = (token for token in _TOKEN.finditer(text) if token["target"].startswith("@"))
    named = {token["target"][1:]: name_of(token["target"][1:]) or token["label"] for token in found}
    return tuple(Mentioned(address, name) for address, name in named.items() if name)


def _link(target: str, label: str | None) -> str:
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == address:
        return address
    if target.endswith(f"//{label}"):
        return label
    return f"{label} ({address})"


def _entities(text: str) -> str:
    """Ampersands last: `&amp;lt;` was written as `&lt;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """For mrkdwn and for a message's `text`: ampersands first, so that nothing is escaped twice."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, most: int) -> str:
    """At most so many characters, on one line, with … where something is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
