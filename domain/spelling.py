"""British and American English: our own words in the school's spelling; what people wrote is never passed through here.

The program's own words are written in British English throughout, and each of them that Americans spell otherwise is
in the table below: a test reads every text of the program for one that is not.
"""

import re
from enum import StrEnum


class Spelling(StrEnum):
    BRITISH = "British"
    AMERICAN = "American"

    def of(self, words: str) -> str:
        """Words of our own, as the school spells them."""
        return _BRITISH.sub(_as_american, words) if self is Spelling.AMERICAN else words


AMERICAN = {
    "organisation": "organization",
    "organisations": "organizations",
    "organiser": "organizer",
    "organisers": "organizers",
}
"""British words with their American spelling, in small letters."""

_BRITISH = re.compile(rf"\b(?:{'|'.join(AMERICAN)})\b", re.IGNORECASE)


def _as_american(found: re.Match[str]) -> str:
    word = AMERICAN[found[0].lower()]
    return word.capitalize() if found[0][0].isupper() else word


def in_british(words: str) -> str:
    """For what people type that is compared with our own words, in whichever spelling they typed it."""
    return _TYPED.sub(lambda found: _BRITISH_OF[found[0].lower()], words)


_BRITISH_OF = {american: british for british, american in AMERICAN.items()}
_TYPED = re.compile(rf"\b(?:{'|'.join(_BRITISH_OF)})\b", re.IGNORECASE)
