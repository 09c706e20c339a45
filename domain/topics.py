"""What a request is about: the words in it that say something, in a form in which two requests can share one."""

import re

_WORD = re.compile(r"[^\W\d_]{4,}")

_SAY_NOTHING = frozenset(
    word
    for line in (
        "about above after again also another anything around asap back been before being between book books",
        "both bring could class classes copies does done during each enough every find five four from give",
        "going good grade great have having hello help helping here high into just kids kind know lesson",
        "lessons library like list looking make many material materials maybe month more most much must need",
        "needed needs next nine nothing only other pages period please possible print really research",
        "resource resources school section send sets seven several short should some something source sources",
        "start student students sure task teach teacher teaching text texts than thank thanks that their them",
        "then there these they thing things think this those three through time today together tomorrow topic",
        "topics unit until very want week weeks well were what when where which while will with within work",
        "working would year years your monday tuesday wednesday thursday friday saturday sunday january",
        "february march april june july august september october november december primary secondary",
    )
    for word in line.split()
)


def content_words(text: str) -> dict[str, str]:
    """Each word that says something, by its stem: “citing” and “citations” share “cit”, roughly as a search would."""
    words = (word.lower() for word in _WORD.findall(text))
    return {_stem(word): word for word in words if word not in _SAY_NOTHING}


_ENDINGS = ("ations", "ation", "ing", "ions", "ion", "ies", "ed", "es", "s", "y", "e")
_SHORTEST_STEM = 3


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
