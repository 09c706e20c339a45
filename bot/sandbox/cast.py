"""Who is in Maple School when the workspace is new, and where they talk."""

from dataclasses import replace

from bot.sandbox.records import APP_BOT, APP_NAME, APP_USER, Channel, User

STAFFROOM = "C0STAFF"
OFFICE = "C0OFFICE"


def default_users(zone: str = "America/New_York", locale: str = "en-US") -> list[User]:
    """All live in the school's zone and have the same language, until one of them chooses another."""
    everybody = [
        User("U0ADA", "ada", "Ada Byron", title="Teacher"),
        User("U0LEE", "lee", "Lee Park", title="Librarian"),
        User("U0SAM", "sam", "Sam Okoro", title="Administrator", is_admin=True),
        User("U0BEN", "ben", "Ben Ortiz", title="Teacher"),
        User("U0CLEO", "cleo", "Cleo Marsh", title="Teacher"),
        User("U0GUS", "gus", "Gus Field", title="Guest", is_guest=True),
        User("U0OLIVE", "olive", "Olive Stone", title="Of another school", team="T0OTHER", is_stranger=True),
        User("U0DEL", "del", "Del Reyes", deleted=True, tz=None),
        User("U0OTHERBOT", "timetable", "Timetable", bot_id="B0OTHERBOT"),
        User(APP_USER, "library_partner", APP_NAME, bot_id=APP_BOT),
    ]
    return [replace(each, tz=each.tz and zone, locale=locale) for each in everybody]


def default_channels() -> list[Channel]:
    staff = ["U0ADA", "U0LEE", "U0SAM", "U0BEN", "U0CLEO", "U0GUS", "U0OLIVE", "U0OTHERBOT"]
    return [
        Channel(STAFFROOM, "staffroom", [*staff, APP_USER], is_ext_shared=True),
        Channel(OFFICE, "front-office", ["U0ADA", "U0SAM", "U0LEE"]),
    ]


def direct_message(user: User) -> Channel:
    """The conversation between a person and the app; its id is Slack-shaped and can be guessed by a reader."""
    return Channel("D" + user.id[1:], "", [user.id, APP_USER], owner=user.id)
