"""Whoever sets the bot up finds every setting in one file, explained, with the value that counts without it."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
LINES = EXAMPLE.read_text(encoding="utf-8").splitlines()
SET = [line.partition("=")[0] for line in LINES if re.match(r"[A-Z]", line)]


def comment_on(name: str) -> str:
    """The lines of comment above a setting; settings that follow each other share theirs."""
    at = next(number for number, line in enumerate(LINES) if line.startswith(f"{name}="))
    while re.match(r"[A-Z]", LINES[at]):
        at -= 1
    found = []
    while LINES[at].startswith("#"):
        found.insert(0, LINES[at].removeprefix("#").strip())
        at -= 1
    return " ".join(found)


def test_every_setting_is_in_it_once_and_nothing_else_is():
    assert sorted(SET) == sorted(name.upper() for name in Settings.model_fields)


@pytest.mark.parametrize("name", SET)
def test_every_setting_has_a_comment(name):
    assert len(comment_on(name).split()) > 3


def test_it_holds_the_values_that_count_where_nothing_is_set(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in SET:
        monkeypatch.delenv(name, raising=False)
    unset = read_settings()
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_settings() == unset


def test_it_holds_no_secret():
    assert not re.search(
        r"^SLACK_(BOT_TOKEN|APP_TOKEN|SIGNING_SECRET)=.", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE
    )
