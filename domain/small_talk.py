"""Whether a message asks for something or is only kind.

Small talk is answered by a person's kind of sentence and makes no request, so a message is small talk only when all of
it is. What is doubtful is recorded, with an undo, rather than lost.
"""

import re
import unicodedata
from enum import StrEnum

from domain.words import Word, vocabulary, words_of


class Intent(StrEnum):
    REQUEST = "request"
    THANKS = "thanks"
    GREETING = "greeting"
    FAREWELL = "farewell"
    ACKNOWLEDGEMENT = "acknowledgement"
    DOUBTFUL = "doubtful"
    EMPTY = "empty"


_RETRACTION = re.compile(
    r"(?:(?:never ?mind|nvm)(?: (?:about )?(?:that|it|my request))?(?: i(?:'ve| have)? found (?:it|one|some))?"
    r"|forget (?:it|that|this|about it|about that|my request|the request|i asked|what i said)"
    r"|(?:ignore|disregard|scrap) (?:it|that|this|my last|(?:my|the|that|this) (?:last |previous )?(?:message|request))"
    r"|(?:cancel|withdraw|delete|remove|undo|take back) (?:it|that|this|(?:my|the|that|this|all my) "
    r"(?:last |previous )?requests?)(?: (?:for|about)(?!.* (?:need|want|can|could|instead|but)\b)(?: \S+){1,4})?"
    r"|i (?:don't|do not|no longer) need (?:it|that|this|them)(?: anymore| any more| any longer| now)?)"
)
_AROUND_IT = re.compile(
    r"\b(?:please|pls|sorry|oh|ok|okay|actually|hi|hello|hey|thanks|thank you|can you|could you|can i|can we|"
    r"i want to|i'd like to|i would like to|just|no wait|but|then|now|anyway)\b"
)
_SHORTCODE = re.compile(r":[a-z0-9_+'-]{1,60}:(?::skin-tone-[2-6]:)?")
_SAID = {
    Intent.THANKS: """
        thanks | thank you | thank u | thankyou | thx | thnx | tx | ty | tysm | cheers | ta | many thanks |
        much appreciated | much obliged | i appreciate it | appreciate it | appreciated | you're the best |
        you are the best | ur the best | you rock | merci beaucoup | vielen dank | danke schön |
        these are great | these are perfect | these were great | they are great | they're great |
        they were great | you're a star | you're a legend | you're amazing | you are amazing |
        you're wonderful | you are wonderful | you're a lifesaver | lifesaver | you legend | you star | legend |
        bless you | very kind | that's very kind | so kind | kind of you | love it | we love it | i love it |
        thanks again | thanks a lot | thanks a million | thanks a bunch | gracias | merci | danke
    """,
    Intent.GREETING: """
        hi | hiya | hello | hello there | hey | hey there | hi there | heya | howdy | yo | good morning |
        morning | good afternoon | afternoon | good evening | evening | good day | greetings | how are you |
        how are you doing | how's it going | how are things | happy monday | happy friday | happy birthday |
        merry christmas | happy thanksgiving | happy easter | hope you're well | hope you are well |
        i hope you're well | hope all is well | hope you had a good weekend | hope you had a great weekend |
        hope you had a nice weekend | hope you had a lovely weekend | happy new year | nice to meet you |
        pleased to meet you | hola | bonjour | what's up | sup
    """,
    Intent.FAREWELL: """
        bye | bye bye | goodbye | good bye | good night | see you | see ya | see u | cya | see you later |
        see you soon | see you then | talk soon | talk later | take care | have a good one | have a good day |
        have a good weekend | have a nice day | have a nice weekend | have a great day | have a great weekend |
        have a lovely day | have a lovely weekend | have a good evening | enjoy your weekend |
        enjoy the weekend | enjoy your day | until then | later | ttyl | happy holidays | ciao
    """,
    Intent.ACKNOWLEDGEMENT: """
        ok | okay | okey dokey | okey | okie | k | kk | great | great stuff | perfect | brilliant | excellent |
        awesome | amazing | lovely | wonderful | fantastic | fab | super | superb | cool | nice | nice one |
        good | very good | fine | sure | sure thing | yes | yep | yeah | yup | no | nope | nah | got it |
        gotcha | understood | noted | will do | sounds good | sounds great | sounds perfect | looks good |
        looks great | that's great | that's perfect | that's fine | that's brilliant | that's lovely |
        that's wonderful | that's good | that works | works for me | works | all good | no worries |
        no problem | np | no rush | not a problem | never mind | nevermind | nvm | you're welcome |
        you are welcome | welcome | my pleasure | don't worry | sorry | oops | lol | haha | hahaha | ha | hehe |
        wow | yay | hurray | hooray | congratulations | congrats | well done | good job | great job |
        good work | great work | right | alright | all right | agreed | exactly | indeed | of course |
        absolutely | definitely | done | all done | all set | it works | it worked | that worked | that helps |
        that helped | that's it | that's all | nothing else | i see | ah | oh | aha | whatever | just kidding |
        jk | fair enough | you too | same to you | same here | me too
    """,
}
_PHRASES = {
    tuple(phrase.split()): intent
    for intent, phrases in _SAID.items()
    for phrase in re.split(r"\s*\|\s*", phrases.strip())
}
_LONGEST = max(map(len, _PHRASES))
_FILLERS = vocabulary(
    """
    so very much again a lot really truly kindly you u and all everyone everybody both for your help everything
    that this it tomorrow today tonight monday tuesday wednesday thursday friday saturday sunday on next week
    then soon now to well oh ah is was just too team folks friend dear my the all's x xx xxx xo there mr mrs ms
    miss dr sir madam indeed quick speedy wonderful lovely great kind support time reply answer
    """
)
_STOP = vocabulary(
    """
    a an the i me my you your we us our it its is are was be am do does did can could would will of to for in on
    at and or but if so then any some this that these those with from by please pls just not no yes have has had
    get got there here i'm i'd i'll it's what who when where why how hmm hm um er uh erm anyone anybody someone
    test testing help helps helping question questions bot hey um ping work works something anything ask
    """
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "madam"})
_FOR_WHAT = frozenset({"the", "your", "all", "that", "this", "these", "those", "everything", "it", "helping", "being"})
_ASKING = vocabulary(
    """
    help need needs want wants find look looking could can would please also but any more another send get
    borrow order do does is are have has what where when which how who if recommend suggest any some with about
    """
)
_THANKING = frozenset({"thanks", "thank", "many", "thx", "cheers", "ta"})
_ORDER = (Intent.THANKS, Intent.GREETING, Intent.FAREWELL, Intent.ACKNOWLEDGEMENT)


def read_intent(text: str) -> Intent:
    if not text.strip():
        return Intent.EMPTY
    words = [word for word in words_of(_SHORTCODE.sub(" ", text)) if any(map(str.isalnum, word.text))]
    if any(map(_is_of_other_script, text)):
        return Intent.REQUEST
    if not words:
        return Intent.ACKNOWLEDGEMENT if _has_emoji(text) and "?" not in text else Intent.DOUBTFUL
    said, left = _take_out_small_talk(words)
    if said and _is_only_small_talk(said, left, words):
        return next(intent for intent in _ORDER if intent in said)
    return Intent.REQUEST if _is_plain_request({word.low for word in left}) else Intent.DOUBTFUL


def takes_back(text: str) -> bool:
    """Whether all that is said is that a request be forgotten: "never mind", "please cancel my request"."""
    lows = " ".join(word.low for word in words_of(_SHORTCODE.sub(" ", text)))
    return bool(_RETRACTION.fullmatch(lows) or _RETRACTION.fullmatch(" ".join(_AROUND_IT.sub(" ", lows).split())))


def asks_for_help(text: str) -> bool:
    """Whether it is one of the command's own words, "help" or "mine", said without the command."""
    words = words_of(text)
    return len(words) == 1 and words[0].low in {"help", "mine"}


def asks_for_another(text: str) -> bool:
    """Whether somebody who owes a reply asks for something else instead: "I also need a projector".

    "I need it", "I need 30" and "I need the paper copy" may be the reply, and are no sure request unless they say that
    they come on top.
    """
    lows = " ".join(word.low for word in words_of(text))
    asked = _ASKS_FOR.search(lows)
    if asked is None or asked["what"] in _BACK:
        return False
    return bool(_ON_TOP.search(lows)) or (not asked["what"].isdecimal() and asked["what"] not in _PERHAPS_BACK)


_ASKS_FOR = re.compile(
    r"\b(?:(?:i|we)(?: also| really| would| will)* (?:need|want|like)|i'd(?: also)? like|(?:can|could|may) (?:i|we)"
    r"(?: also| please)* (?:get|have|borrow|book)|(?:can|could) you(?: also| please)* (?:find|send|get|book)"
    r"(?: me| us)?|(?:i'm|i am|we're)(?: also)? looking for)(?: also)? (?P<what>\S+)"
)
_ON_TOP = re.compile(r"\b(?:also|by the way|btw|another|something else|separately|new request|one more thing)\b")
_BACK = vocabulary("it them this that these those one ones to by on for about before in at as you help")
_PERHAPS_BACK = vocabulary(
    "the both all some any around at least most more fewer enough only just two three four five six ten twenty thirty"
)


def _is_plain_request(lows: set[str]) -> bool:
    """Two words of substance, or one that is asked for."""
    content = lows - _STOP - _FILLERS
    return len(content) > 1 or bool(content and lows & _ASKING)


def _take_out_small_talk(words: list[Word]) -> tuple[set[Intent], list[Word]]:
    """The kinds of small talk in it, and the words that belong to none."""
    said: set[Intent] = set()
    left: list[Word] = []
    at = 0
    while at < len(words):
        size = next((size for size in range(_LONGEST, 0, -1) if _phrase(words, at, size) in _PHRASES), 0)
        if size:
            said.add(_PHRASES[_phrase(words, at, size)])
        else:
            left.append(words[at])
        at += size or 1
    return said, left


def _phrase(words: list[Word], at: int, size: int) -> tuple[str, ...]:
    return tuple(word.low for word in words[at : at + size])


def _is_only_small_talk(said: set[Intent], left: list[Word], words: list[Word]) -> bool:
    strange = [word for word in left if word.low not in _FILLERS]
    if not strange or _is_thanks_for_something(said, words):
        return True
    names = [word for word in strange if word.is_title]
    if strange == names:
        return len(names) <= (2 if _TITLES & {word.low for word in left} else 1) and len(words) <= 9  # noqa: PLR2004
    follows_thanks = Intent.THANKS in said or Intent.FAREWELL in said
    return follows_thanks and len(strange) == 1 and strange[0] is words[-1] and len(words) <= 4  # noqa: PLR2004


def _is_thanks_for_something(said: set[Intent], words: list[Word]) -> bool:
    """Such as "thank you for the atlases": thanked for what came, with nothing asked."""
    lows = [word.low for word in words]
    if Intent.THANKS not in said or "for" not in lows or _ASKING & set(lows):
        return False
    what = lows[lows.index("for") + 1 :]
    is_past = bool(what) and (what[0] in _FOR_WHAT or what[0].endswith("ing"))
    return lows[0] in _THANKING and is_past and len(what) <= 4  # noqa: PLR2004


def _is_of_other_script(character: str) -> bool:
    """A letter, no digit, mark or emoji, of another script than the Latin."""
    latin = ("LATIN", "MODIFIER", "FULLWIDTH LATIN", "FEMININE", "MASCULINE")
    return character.isalpha() and not character.isascii() and not unicodedata.name(character, "").startswith(latin)


def _has_emoji(text: str) -> bool:
    return bool(_SHORTCODE.search(text)) or any(unicodedata.category(character) == "So" for character in text)
