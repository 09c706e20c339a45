"""auth.test, apps.connections.open, users.* and reactions.add."""

from typing import Final

from bot.sandbox import payloads
from bot.sandbox.api_method import Api, Arguments, Flag, Method, Number
from bot.sandbox.block_kit import SlackRefusal
from bot.sandbox.paging import page
from bot.sandbox.records import APP_BOT, APP_USER, TEAM_DOMAIN, TEAM_ID, TEAM_NAME, Json


class Nothing(Arguments):
    pass


class UserInfo(Arguments):
    user: str
    include_locale: Flag = False


class UserList(Arguments):
    limit: Number | None = None
    cursor: str | None = None
    include_locale: Flag = False


class AddReaction(Arguments):
    channel: str
    name: str
    timestamp: str


def auth_test(api: Api, _: Nothing) -> Json:
    return {
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "user": api.workspace.users[APP_USER].name,
        "team_id": TEAM_ID,
        "user_id": APP_USER,
        "bot_id": APP_BOT,
        "is_enterprise_install": False,
    }


def open_connection(api: Api, _: Nothing) -> Json:
    address = api.url.replace("http://", "ws://", 1)
    return {"url": f"{address}/socket?ticket={api.socket.ticket()}"}


def user_info(api: Api, args: UserInfo) -> Json:
    return {"user": payloads.user(api.user(args.user), locale=args.include_locale)}


def user_list(api: Api, args: UserList) -> Json:
    shown, cursor = page([*api.workspace.users.values()], args.cursor, args.limit)
    return {
        "members": [payloads.user(user, locale=args.include_locale) for user in shown],
        "cache_ts": int(api.workspace.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def add_reaction(api: Api, args: AddReaction) -> Json:
    channel = api.joined_channel(args.channel)
    message = api.workspace.message(channel.id, args.timestamp)
    if message is None or message.viewer:
        raise SlackRefusal("message_not_found")
    if not args.name.strip(":").replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise SlackRefusal("invalid_name")
    reaction = next((each for each in message.reactions if each["name"] == args.name), None)
    if reaction is None:
        reaction = {"name": args.name, "users": [], "count": 0}
        message.reactions.append(reaction)
    if APP_USER in reaction["users"]:
        raise SlackRefusal("already_reacted")
    reaction["users"].append(APP_USER)
    reaction["count"] += 1
    api.workspace.save_message(message)
    return {}


METHODS: Final = [
    Method("auth.test", Nothing, auth_test),
    Method("apps.connections.open", Nothing, open_connection, scopes=("connections:write",), token="app"),  # noqa: S106 - the kind of token
    Method("users.info", UserInfo, user_info, scopes=("users:read",)),
    Method("users.list", UserList, user_list, scopes=("users:read",)),
    Method("reactions.add", AddReaction, add_reaction, scopes=("reactions:write",)),
]
