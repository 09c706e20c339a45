"""The app's manifest for HTTP mode, in which Slack has to know where the program is reached."""

import json
from urllib.parse import urlsplit

from bot.http_front import SLACK_PATH
from domain.errors import UserError


def manifest_for(address: str, manifest: str) -> str:
    """`manifest` is that of Socket Mode. UserError for an `address` that is not one by https."""
    if not _is_reached_at(address):
        raise UserError("Slack calls by https only: give an address such as https://library.example.org")
    requests = address.rstrip("/").removesuffix(SLACK_PATH) + SLACK_PATH
    app = json.loads(manifest)
    app["settings"]["socket_mode_enabled"] = False
    app["settings"]["event_subscriptions"]["request_url"] = requests
    app["settings"]["interactivity"]["request_url"] = requests
    for command in app["features"]["slash_commands"]:
        command["url"] = requests
    return json.dumps(app, indent=2, ensure_ascii=False) + "\n"


def _is_reached_at(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not parts.query and not parts.fragment
