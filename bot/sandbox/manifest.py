"""What the app may do and hear, read from its manifest as Slack reads it at installation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bot.sandbox.records import Json

EVENT_SCOPES: Final = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "user_change": "users:read",
}


class ManifestRefusedError(Exception):
    """Slack would not install an app with this manifest."""


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that change what the workspace allows."""

    scopes: frozenset[str]
    events: frozenset[str]
    commands: dict[str, Json]
    shortcuts: list[Json]
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactive: bool

    @classmethod
    def read(cls, source: Path | Json) -> Self:
        body = json.loads(source.read_text(encoding="utf-8")) if isinstance(source, Path) else source
        features, settings = body.get("features", {}), body.get("settings", {})
        home = features.get("app_home", {})
        manifest = cls(
            scopes=frozenset(body.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            commands={command["command"]: command for command in features.get("slash_commands", [])},
            shortcuts=list(features.get("shortcuts", [])),
            home_tab=bool(home.get("home_tab_enabled", False)),
            messages_tab=bool(home.get("messages_tab_enabled", False)),
            messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
            interactive=bool(settings.get("interactivity", {}).get("is_enabled", False)),
        )
        if problems := [*manifest._problems()]:
            raise ManifestRefusedError("The app's manifest is incomplete: " + "; ".join(problems))
        return manifest

    def _problems(self) -> Iterator[str]:
        for event, scope in EVENT_SCOPES.items():
            if event in self.events and scope not in self.scopes:
                yield f"the event {event} needs the scope {scope}"
        if (self.commands or self.shortcuts) and "commands" not in self.scopes:
            yield "commands and shortcuts need the scope commands"
        for name in self.commands:
            if not name.startswith("/") or name != name.lower() or " " in name:
                yield f"{name!r} is no name for a command"
