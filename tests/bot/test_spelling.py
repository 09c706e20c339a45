"""British or American: our own words as the school spells them, whatever they stand beside; other people's never."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.pictures.partner_map import in_words, rows_of
from bot.slack.blocks.home import home_view
from bot.slack.blocks.render import render
from domain.digest import Figures
from domain.follow_ups import follow
from domain.partner import Category
from domain.partner_map import partner_map
from domain.school_days import SchoolCalendar
from domain.spelling import AMERICAN, Spelling, in_british
from handlers.messages import Digest
from tests.bot import stories
from tests.bot.showing import buttons_of, read

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "domain")

ONLY_READ = {
    "domain/closing_words.py": "patterns for what people write in their calendars",
    "domain/date_cues.py": "words that people write",
    "domain/small_talk.py": "an intent, which nobody is told",
    "domain/spelling.py": "the table itself",
}
NOT_TOLD = {"cancelled": "a state of the ledger, whose printed columns are the same for every school"}

BOTH = {"story", "program", "center"}
"""Words of American English that are British ones as well: a tale, of a computer, what a plotting library is told."""


def dictionary() -> dict[str, str]:
    """British words with their American spelling, by a well-kept list."""
    listed = files("codespell_lib") / "data" / "dictionary_en-GB_to_en-US.txt"
    return dict(line.strip().split("->") for line in listed.read_text().splitlines() if "->" in line)


def own_texts() -> Iterator[tuple[str, ast.Constant, list[ast.AST]]]:
    """(file, text, what it stands in, the innermost last) of all that the program may say."""
    for path in sorted(each for folder in FOLDERS for each in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("bot/sandbox/"):
            yield from ((name, text, around) for text, around in texts_in(ast.parse(path.read_text(encoding="utf-8"))))


def texts_in(node: ast.AST, *around: ast.AST) -> Iterator[tuple[ast.Constant, list[ast.AST]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            if not isinstance(node, ast.Expr):  # where a text stands alone it is a docstring
                yield child, [*around, node]
        else:
            yield from texts_in(child, *around, node)


def words_in(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def is_spelt(around: list[ast.AST]) -> bool:
    """Whether it goes through the door, or is a category, which does wherever it is told: the tests below see to it."""
    calls = [each.func for each in around if isinstance(each, ast.Call)]
    doors = any(isinstance(each, ast.Attribute) and each.attr in {"of", "spelt"} for each in calls)
    return doors or any(isinstance(each, ast.ClassDef) and each.name == "Category" for each in around)


def test_every_word_of_ours_with_two_spellings_is_in_the_table_and_told_in_the_schools():
    british, unknown, unspelt = dictionary(), [], []
    for name, text, around in own_texts():
        for word in words_in(text.value):
            if word in british and name not in ONLY_READ and word not in NOT_TOLD:
                where = f"{name}:{text.lineno}: {word}"
                unknown += [where] if word not in AMERICAN else []
                unspelt += [where] if not is_spelt(around) else []
    assert unknown == [], "Add these to domain/spelling.py"
    assert unspelt == [], "Tell these through place.spelt or spelling.of"


def test_our_own_words_are_written_in_british_english_so_that_one_table_is_enough():
    american = {each for each in dictionary().values() if each not in BOTH}
    found = [
        f"{name}:{text.lineno}: {word}"
        for name, text, _ in own_texts()
        for word in words_in(text.value)
        if word in american and name not in ONLY_READ
    ]
    assert found == []


def test_the_table_agrees_with_the_list_and_holds_no_word_that_is_not_ours():
    assert {word: dictionary()[word] for word in AMERICAN} == AMERICAN
    told = {word for name, text, _ in own_texts() if name not in ONLY_READ for word in words_in(text.value)}
    assert told & {*AMERICAN} >= {"organisation", "organisations", "organisers"}


def test_what_people_press_reads_the_same_in_both():
    american = replace(stories.PLACE, spelling=Spelling.AMERICAN)
    for message in stories.every_message().values():
        assert buttons_of(render(message, american).payload()) == buttons_of(render(message, stories.PLACE).payload())
    for home in stories.every_home().values():
        assert buttons_of(home_view(home, american)) == buttons_of(home_view(home, stories.PLACE))


def test_capitals_are_kept_and_parts_of_words_left_alone():
    american = Spelling.AMERICAN.of
    assert american("Organisers of clubs; national organisations") == "Organizers of clubs; national organizations"
    assert american("reorganisational") == "reorganisational"
    assert Spelling.BRITISH.of("national organisations") == "national organisations"
    assert in_british("National Organizations") == "National organisations"


class OnlyNational:
    """Category, with a national organisation wherever the stories have a public library."""

    PUBLIC_LIBRARIES = Category.NATIONAL

    def __iter__(self) -> Iterator[Category]:
        return iter(Category)


@pytest.fixture
def everything_shown(monkeypatch):
    """(spelling) → name → all that is read there, with a national organisation for every partner."""
    monkeypatch.setattr(stories, "Category", OnlyNational())

    def shown(spelling: Spelling) -> dict[str, str]:
        place = replace(stories.PLACE, spelling=spelling)
        return {
            **{name: read(render(each, place).payload()) for name, each in stories.every_message().items()},
            **{f"Home, {name}": read(home_view(each, place)) for name, each in stories.every_home().items()},
            **{f"form, {name}": str(each) for name, each in stories.every_form(place=place).items()},
        }

    return shown


def test_nothing_shown_to_an_american_school_is_in_british_spelling(everything_shown):
    british, american = everything_shown(Spelling.BRITISH), everything_shown(Spelling.AMERICAN)
    values = "|".join(each.value for each in Category)
    differing = {name for name in british if british[name] != american[name]}
    assert {"form, partner", "form, partners", "form, a partner", "form, the map"} <= differing
    for name, words in american.items():
        told = re.sub(rf"'value': '(?:{values})'|category:(?:{values})", "", words)
        assert not re.search(rf"\b(?:{'|'.join(AMERICAN)})\b", told, re.IGNORECASE), name


def test_the_picture_of_the_map_and_its_words_are_in_the_schools_spelling():
    american = replace(stories.PLACE, spelling=Spelling.AMERICAN)
    shown = partner_map(follow([], american.today, SchoolCalendar("America/Chicago")))
    assert "organizers of clubs and societies" in dict(rows_of(shown, american))
    assert "international organizations" in in_words(shown, american)
    assert "international organisations" in in_words(shown, stories.PLACE)


def test_the_digest_names_groups_in_the_schools_spelling_and_writes_large_numbers():
    figures: Figures = stories.figures(
        kept=1234,
        kept_on_time=1200,
        term_began=stories.TODAY,
        reached=("national organisations",),
        not_reached=("organisers of clubs and societies",),
    )
    american = replace(stories.PLACE, spelling=Spelling.AMERICAN)
    told = read(render(Digest(figures), american).payload())
    assert "kept 1,234 promises, 1,200 of them on time" in told
    assert "Reached (1 of 2): national organizations." in told
    assert "Not reached yet: organizers of clubs and societies." in told
    german = read(render(Digest(figures), replace(american, numbers="de")).payload())
    assert "kept 1.234 promises, 1.200 of them on time" in german
