"""Who answers which button, form and command."""

from types import ModuleType

from bot.slack.verbs import (
    activities,
    asking,
    closures,
    contacts,
    digests,
    files,
    follow_ups,
    home,
    my_settings,
    partners,
    plan,
    promising,
    proposals,
    roles,
    settings,
)
from bot.slack.verbs.reactions import Button, Command, FormVerb

_FILES: tuple[ModuleType, ...] = (
    asking,
    promising,
    partners,
    contacts,
    activities,
    plan,
    follow_ups,
    proposals,
    settings,
    closures,
    roles,
    my_settings,
    digests,
    files,
    home,
)


def _merged(table: str) -> dict[str, object]:
    """A verb that two files claim would be answered by chance."""
    merged: dict[str, object] = {}
    for each in _FILES:
        entries = getattr(each, table, {})
        if twice := merged.keys() & entries.keys():
            raise ValueError(f"{', '.join(sorted(twice))} would be answered twice")
        merged |= entries
    return merged


SUBCOMMANDS: dict[str, Command] = _merged("SUBCOMMANDS")  # type: ignore[assignment]
"""What may follow `/library-partner`, by its word."""

COMMANDS: dict[str, Command] = _merged("COMMANDS")  # type: ignore[assignment]
COMMANDS["/library-partner"] = partners.command(SUBCOMMANDS)
BUTTONS: dict[str, Button] = _merged("BUTTONS")  # type: ignore[assignment]
FORMS: dict[str, FormVerb] = _merged("FORMS")  # type: ignore[assignment]
