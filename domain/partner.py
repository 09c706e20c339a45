"""A partner of the library: who they are, what they offer, and how long they may go without a word.

The categories are those of the two documents (a guide to practical partnerships; guidelines for secondary school
libraries). Students and parents are recorded as a group with a staff contact, never by name.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.errors import UserError
from domain.own_words import one_line

NAME_LIMIT = 100
WORDS_LIMIT = 500
"""Characters in what a partner offers and in how to reach them."""
LONGEST_GAP = 400
"""School days: two school years."""


class Side(StrEnum):
    INSIDE = "inside"
    OUTSIDE = "outside"


class Category(StrEnum):
    """The documents' groups, in their order: inside the school first."""

    TEACHER = "individual teacher"
    SENIOR_LEADERS = "senior leaders"
    PASTORAL_LEADERS = "pastoral leaders"
    CURRICULUM_LEADERS = "curriculum leaders"
    CLUBS = "organisers of clubs and societies"
    ENRICHMENT = "enrichment and gifted-and-talented coordinators"
    LEARNING_SUPPORT = "learning support staff"
    CAREERS = "careers advisers"
    TRANSITION = "transition coordinators"
    LITERACY_AND_NUMERACY = "literacy and numeracy coordinators"
    ADDITIONAL_LANGUAGE = "English as an additional language coordinator"
    SAFEGUARDING = "safeguarding team"
    STUDENT_COUNCIL = "student council"
    LIBRARY_SERVICES = "school library services"
    PUBLIC_LIBRARIES = "public libraries"
    WIDER_COMMUNITY = "wider school community"
    PARENTS = "parents"
    FEEDER_SCHOOLS = "feeder schools"
    FURTHER_EDUCATION = "further and higher education"
    LOCAL_AUTHORITY = "other local authority services"
    BOOK_TRADE = "book trade"
    NATIONAL = "national organisations"
    INTERNATIONAL = "international organisations"
    ANOTHER_PROFESSION = "another profession"

    @property
    def side(self) -> Side:
        return Side.OUTSIDE if self in EXTERNAL else Side.INSIDE


EXTERNAL = (
    Category.LIBRARY_SERVICES,
    Category.PUBLIC_LIBRARIES,
    Category.WIDER_COMMUNITY,
    Category.PARENTS,
    Category.FEEDER_SCHOOLS,
    Category.FURTHER_EDUCATION,
    Category.LOCAL_AUTHORITY,
    Category.BOOK_TRADE,
    Category.NATIONAL,
    Category.INTERNATIONAL,
    Category.ANOTHER_PROFESSION,
)
INTERNAL = tuple(each for each in Category if each not in EXTERNAL)

AS_A_GROUP = (Category.STUDENT_COUNCIL, Category.PARENTS)
"""Recorded as a group with a staff contact: no student and no family is named."""


class Approach(StrEnum):
    """Whom to approach first: the guide's order."""

    RELATIONSHIP = "a teacher with an existing relationship"
    LEADER = "team leader or department chair"
    ADMINISTRATOR = "administrator"
    INNOVATOR = "tech-savvy innovator"


@dataclass(frozen=True)
class Gaps:
    """School days between contacts: what one hopes for, and what should not be passed."""

    ideal: int
    most: int


def usual_gaps(category: Category) -> Gaps:
    """Closer to the classroom is sooner: a teacher in four school weeks, a leader in six, others in a term."""
    if category is Category.TEACHER:
        return Gaps(20, 40)
    return Gaps(60, 120) if category.side is Side.OUTSIDE else Gaps(30, 60)


@dataclass(frozen=True)
class Clock:
    """What a partner's follow-up goes by: school days since `since`, against the gaps.

    Nobody is spoken of before `quiet_until`. `listed_on` is the last morning that mentioned them.
    """

    since: date
    gaps: Gaps
    quiet_until: date | None = None
    listed_on: date | None = None


@dataclass(frozen=True)
class Partner:
    """`contact` is who answers for an outside partner or a group; `reach` says how. Gaps are in school days.

    `last_contact_on` is None before the first real contact: the clock then runs from `added_on`. A quiet partner is
    not proposed before `quiet_until`. `listed_on` is the last morning that mentioned them. `has_left` says that the
    account of whoever stands for them is closed.
    """

    id: UUID
    name: str
    category: Category
    person_id: UUID | None
    contact: str | None
    offers: str | None
    reach: str | None
    approach: Approach | None
    objective_id: UUID | None
    gaps: Gaps
    added_on: date
    last_contact_on: date | None = None
    quiet_until: date | None = None
    listed_on: date | None = None
    retired_on: date | None = None
    has_left: bool = False

    @property
    def is_gone(self) -> bool:
        """A teacher who has left; a group goes on with somebody else."""
        return self.has_left and self.category is Category.TEACHER

    @property
    def side(self) -> Side:
        return self.category.side

    @property
    def clock_since(self) -> date:
        return self.last_contact_on or self.added_on

    @property
    def clock(self) -> Clock:
        return Clock(self.clock_since, self.gaps, self.quiet_until, self.listed_on)


def check_name(text: str | None) -> str:
    return one_line(text, NAME_LIMIT, ask_for="Who is it? Write a name.", about="name", it="the name")


def check_gaps(ideal: int | None, most: int | None, category: Category) -> Gaps:
    """What was left empty is the category's usual; UserError for less than a day, too many, or the wrong way round."""
    usual = usual_gaps(category)
    gaps = Gaps(
        usual.ideal if ideal is None else ideal,
        max(usual.most, ideal or 0) if most is None else most,
    )
    for about, days in (("ideal", gaps.ideal), ("most", gaps.most)):
        if not 1 <= days <= LONGEST_GAP:
            raise UserError(f"School days between contacts go from 1 to {LONGEST_GAP}.", about)
    if gaps.most < gaps.ideal:
        raise UserError("“At most” cannot be sooner than what is ideal.", "most")
    return gaps
