"""A text cut into its words, each with its place in the text, so that rules can read it without losing anything."""

import re
from dataclasses import dataclass

_PIECE = re.compile(r"""[^\s,;()\[\]{}<>"“”«»—–…!?¡¿|]+""")
_EDGES = ".:'’‘*_~-"
_LINK = re.compile(r"<(?:https?:|mailto:|[@#!])[^<>]*>|(?<!\w):[a-z][a-z0-9_+-]{0,60}:(?!\w)")
_QUOTED = re.compile(r'"[^"\n]*"|“[^“”\n]*”|«[^«»\n]*»')


@dataclass(frozen=True)
class Word:
    """One word without the punctuation around it.

    `gap` is what stands between it and the word before ("" at the start of the text's first word), `hidden` says that
    it stands in quotation marks or in a link, or is an emoji, and is not the writer's own.
    """

    text: str
    low: str
    start: int
    end: int
    gap: str
    hidden: bool = False

    @property
    def is_title(self) -> bool:
        """Capitalised as in a name, not shouted."""
        return self.text[0].isupper() and not self.text.isupper()


def words_of(text: str) -> list[Word]:
    hidden = _hidden_spans(text)
    found: list[Word] = []
    end = 0
    for piece in _PIECE.finditer(text):
        core = piece.group().strip(_EDGES)
        if not core:
            continue
        start = piece.start() + piece.group().index(core)
        while hidden and hidden[0][1] <= start:
            hidden.pop(0)
        inside = bool(hidden) and hidden[0][0] <= start
        found.append(Word(core, core.lower().replace("’", "'"), start, start + len(core), text[end:start], inside))
        end = start + len(core)
    return found


def _hidden_spans(text: str) -> list[tuple[int, int]]:
    """Links, emoji and quotations in order; a quotation that is the whole text is the writer's own words after all."""
    whole = (len(text) - len(text.lstrip()), len(text.rstrip()))
    spans = [found.span() for found in _QUOTED.finditer(text) if found.span() != whole]
    return sorted([*spans, *(found.span() for found in _LINK.finditer(text))])


def vocabulary(words: str) -> frozenset[str]:
    """A set of words, typed as a paragraph."""
    return frozenset(words.split())
