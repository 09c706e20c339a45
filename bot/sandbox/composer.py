"""What people type becomes what Slack sends: control characters escaped, names, channels and links turned into ids.

`Tell @Lee Park about <this> & https://loc.gov` → `Tell <@U0LEE> about &lt;this&gt; &amp; <https://loc.gov>`
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bot.sandbox.records import Channel, Json, User

BROADCASTS: Final = ("channel", "here", "everyone")
LINK: Final = re.compile(
    r"(?P<url>https?://[^\s<>|]+[^\s<>|.,;:!?'\")\]])"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<site>\b(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu)\b(?:/[^\s<>|]*[^\s<>|.,;:!?'\")\]])?)",
    re.IGNORECASE,
)


def escape(text: str) -> str:
    """Slack's three control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Composer:
    """Knows the names that `@` and `#` may stand before; the longest that fits wins, whatever its case."""

    def __init__(self, users: Iterable[User], channels: Iterable[Channel]) -> None:
        self._channels = {channel.name.casefold(): channel for channel in channels if channel.name}
        self._users: dict[str, User] = {}
        for user in users:
            for name in (user.name, user.real_name, user.shown_name):
                self._users.setdefault(name.casefold(), user)
        names = sorted([*self._users, *BROADCASTS], key=len, reverse=True)
        channels_by_length = sorted(self._channels, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\w@])@(?P<name>{'|'.join(map(re.escape, names))})(?!\w)"
            rf"|(?<![\w#])#(?P<channel>{'|'.join(map(re.escape, channels_by_length))})(?![\w-])"
            rf"|{LINK.pattern}",
            re.IGNORECASE,
        )

    def pieces(self, typed: str) -> Iterator[Json]:
        """The typed words as rich_text elements, which hold them unescaped."""
        end = 0
        for match in self._pattern.finditer(typed):
            if match.start() > end:
                yield {"type": "text", "text": typed[end : match.start()]}
            yield self._linked(match)
            end = match.end()
        if end < len(typed):
            yield {"type": "text", "text": typed[end:]}

    def _linked(self, match: re.Match[str]) -> Json:
        words = match.group()
        if name := match["name"]:
            if name.casefold() in BROADCASTS:
                return {"type": "broadcast", "range": name.casefold()}
            return {"type": "user", "user_id": self._users[name.casefold()].id}
        if match["channel"]:
            return {"type": "channel", "channel_id": self._channels[match["channel"].casefold()].id}
        if match["mail"]:
            return {"type": "link", "url": f"mailto:{words}", "text": words}
        return (
            {"type": "link", "url": words}
            if match["url"]
            else {"type": "link", "url": f"http://{words}", "text": words}
        )

    def message(self, typed: str) -> tuple[str, list[Json]]:
        """A message's `text` and its rich_text block."""
        pieces = [*self.pieces(typed)]
        section = {"type": "rich_text_section", "elements": pieces}
        blocks = [{"type": "rich_text", "block_id": "typed", "elements": [section]}] if pieces else []
        return "".join(_written(piece) for piece in pieces), blocks

    def command(self, typed: str, *, should_escape: bool) -> str:
        """A slash command's `text`: names and links become ids only where the manifest asks for it."""
        if not should_escape:
            return escape(typed)
        names = {user.id: user.name for user in self._users.values()}
        names |= {channel.id: channel.name for channel in self._channels.values()}
        return "".join(_written(piece, names) for piece in self.pieces(typed))


def _written(piece: Json, names: dict[str, str] | None = None) -> str:
    """As `text` writes it; commands, which give `names`, add the name behind an id."""
    match piece:
        case {"type": "user", "user_id": target}:
            return f"<@{target}|{names[target]}>" if names else f"<@{target}>"
        case {"type": "channel", "channel_id": target}:
            return f"<#{target}|{names[target] if names else ''}>"
        case {"type": "broadcast", "range": target}:
            return f"<!{target}>"
        case {"type": "link", "url": url, "text": words}:
            return f"<{escape(url)}|{escape(words)}>"
        case {"type": "link", "url": url}:
            return f"<{escape(url)}>"
    return escape(piece["text"])
