"""Lesson ideas to begin with, by the kind of help they fit; a school adds its own and retires what it does not want.

All are ours, written for this program: something a librarian can offer a teacher on Monday and do within a fortnight.
"""

from dataclasses import dataclass

from domain.request import HelpKind


@dataclass(frozen=True)
class StarterIdea:
    """`key` stays the same for ever: a school's changes to the idea are kept under it."""

    key: str
    kind: HelpKind
    title: str
    words: str


def _ideas(kind: HelpKind, *each: tuple[str, str, str]) -> tuple[StarterIdea, ...]:
    return tuple(StarterIdea(key, kind, title, words) for key, title, words in each)


_COMPLEX_CONCEPT = _ideas(
    HelpKind.COMPLEX_CONCEPT,
    (
        "three-ways-in",
        "Three ways into one idea",
        "A picture, a short text and an object for the same concept; groups rotate and say what each made clearer.",
    ),
    (
        "concept-timeline",
        "The idea through time",
        "Cards with moments at which people understood it differently; the class orders them and explains each change.",
    ),
    (
        "picture-book-abstract",
        "A picture book for an abstract idea",
        "Read one aloud to older students, then find the concept in it and where the story bends it.",
    ),
    (
        "question-ladder",
        "A ladder of questions",
        "From what it is to what would follow if it were not so: each group climbs one rung with one source.",
    ),
    (
        "misconception-hunt",
        "Hunt the misconception",
        "Five statements, two of them commonly believed and wrong; groups find the source that settles each.",
    ),
    (
        "map-the-terms",
        "A map of the terms",
        "Twenty words of the unit on cards, string between those that belong together, a sentence on every string.",
    ),
    (
        "model-from-boxes",
        "Build it from boxes",
        "Model the process with what the makerspace has, then correct the model against a diagram in a reference book.",
    ),
    (
        "local-case",
        "The same thing, here",
        "A local newspaper story or map in which the concept happened; the class explains it to a stranger.",
    ),
)

_LESS_CONFIDENT = _ideas(
    HelpKind.LESS_CONFIDENT,
    (
        "teach-side-by-side",
        "Side by side for one lesson",
        "The librarian opens with ten minutes on the topic, the teacher takes the task; then five minutes of notes.",
    ),
    (
        "starter-shelf",
        "A shelf to start from",
        "Three short sources for the teacher, from easy to demanding, with a note on what each is good for.",
    ),
    (
        "expert-questions",
        "Questions for somebody who knows",
        "Students collect and rank questions; the librarian finds a partner who answers them by letter, call or visit.",
    ),
    (
        "watch-then-swap",
        "Watch, then swap",
        "The librarian teaches one group while the teacher watches, and the other way round with the next group.",
    ),
    (
        "glossary-together",
        "A glossary made together",
        "The class writes the unit’s glossary from two encyclopedias; the teacher keeps it for next year.",
    ),
    (
        "what-we-know-wall",
        "What we know, think, wonder",
        "A wall with three columns; the librarian brings sources for the column that grows fastest.",
    ),
    (
        "past-the-first-result",
        "Past the first result",
        "Half a lesson on how to tell which of five sources about the topic to trust; works for whoever teaches it.",
    ),
    (
        "guest-voice",
        "A voice from the field",
        "Ten minutes of an interview or podcast by a practitioner, with a listening sheet prepared by the library.",
    ),
)

_ACTIVITY = _ideas(
    HelpKind.ACTIVITY,
    (
        "stations",
        "Four stations in the library",
        "Read, look, make, decide: the librarian prepares the tables and minds two of them.",
    ),
    (
        "gallery-walk",
        "A gallery walk",
        "Student work on the library’s walls, sticky notes with one question each; the next class sees it too.",
    ),
    (
        "structured-debate",
        "A debate with sources",
        "Each side gets the same five sources; a claim counts when its source is named. The librarian keeps the clock.",
    ),
    (
        "book-tasting",
        "A book tasting",
        "Tables by theme, four minutes a book, a card to fill in; everybody leaves with a book for the unit.",
    ),
    (
        "escape-the-archive",
        "Escape the archive",
        "Locked boxes that open with what primary sources say; one lesson, groups of four, the library has the locks.",
    ),
    (
        "make-a-zine",
        "A zine in two lessons",
        "Eight folded pages on the unit’s question; the library copies them and puts them on the shelf.",
    ),
    (
        "poster-fair",
        "A fair of findings",
        "Students stand by their posters in the library at lunch; the librarian invites two other classes.",
    ),
    (
        "podcast-corner",
        "Five minutes on air",
        "Groups record five minutes in the library’s quiet room; the librarian helps with script and sound.",
    ),
)

_RESOURCES = _ideas(
    HelpKind.RESOURCES,
    (
        "five-only",
        "Five sources and no more",
        "The library picks five for the unit, each on another level of reading; the class says which one is missing.",
    ),
    (
        "book-cart",
        "A cart for the classroom",
        "Twenty books for three weeks, with a sheet on which students note what was worth reading.",
    ),
    (
        "primary-pair",
        "A pair of primary sources",
        "Two that contradict each other; the lesson is about why.",
    ),
    (
        "source-auction",
        "An auction of sources",
        "Groups bid points on sources seen for a minute each, then find out what they bought.",
    ),
    (
        "same-topic-two-levels",
        "The same topic on two levels",
        "Paired texts so that everybody can join one discussion; the library finds both and marks the shared passages.",
    ),
    (
        "data-not-prose",
        "A table instead of a text",
        "One public data set on the unit’s topic; three questions that only the numbers answer.",
    ),
    (
        "annotated-list",
        "The class’s own reading list",
        "Each student writes two sentences on one source; the library prints the list for next year’s class.",
    ),
    (
        "image-first",
        "Begin with an image",
        "One photograph, ten minutes of looking; the texts come as answers to what the class asked.",
    ),
)

_SOMETHING_ELSE = _ideas(
    HelpKind.SOMETHING_ELSE,
    (
        "lunch-and-learn",
        "Lunch and one tool",
        "Twenty minutes at lunch for any teacher: one tool, one example from a lesson here, one try.",
    ),
    (
        "reading-minute",
        "A minute of reading aloud",
        "The librarian opens a lesson of any subject with one page that belongs to it.",
    ),
    (
        "citation-clinic",
        "A clinic for citations",
        "Drop-in at the library in the week before work is due; the teacher sends those who want it.",
    ),
    (
        "shared-unit-plan",
        "One hour on the next unit",
        "Teacher and librarian plan one unit together, backwards from what students are to show at its end.",
    ),
)

STARTER_IDEAS = (*_COMPLEX_CONCEPT, *_LESS_CONFIDENT, *_ACTIVITY, *_RESOURCES, *_SOMETHING_ELSE)

OPENERS_FOR_ADMINISTRATORS = (
    "How do you plan to use the library?",
    "What would you like every student here to be able to do with sources by the end of the year?",
    "Which of the school’s aims could the library carry more of?",
    "What would you want to see to know that the library makes a difference?",
)
"""To begin a conversation with; the first is what a librarian would ask in an interview for the post."""
