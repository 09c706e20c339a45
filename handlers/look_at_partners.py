"""`/library-partner`: the list of partners, or those of them who fit some words, a category or a side."""

from dataclasses import dataclass, replace
from difflib import get_close_matches

from domain.follow_ups import Followed, Standing, follow
from domain.partner import Category, Partner, Side
from domain.spelling import in_british
from handlers.act import Act, librarian_of
from handlers.add_partner import PARTNERS_ARE_FOR_LIBRARIANS
from handlers.messages import Place
from handlers.stories import place_of
from store import partners, schools
from store.session import Store


@dataclass(frozen=True)
class Search:
    """Empty words and no group find everybody. `wants_retired` looks among those whose story is over."""

    words: str = ""
    group: Category | Side | None = None
    wants_retired: bool = False

    @property
    def is_of_everybody(self) -> bool:
        return self == Search()


@dataclass(frozen=True)
class PartnerList:
    """`found` the most pressing first, then by name; `every` are all who have not been retired."""

    search: Search
    found: tuple[Followed, ...]
    every: tuple[Followed, ...]
    place: Place

    def count(self, standing: Standing) -> int:
        return sum(each.standing is standing for each in self.every)

    @property
    def near(self) -> str | None:
        """A name that is nearly what was looked for, where nothing fits."""
        names = {each.partner.name.casefold(): each.partner.name for each in self.every}
        close = get_close_matches(self.search.words.casefold(), names, n=1, cutoff=0.6)
        return names[close[0]] if close and not self.found else None


def look_at_partners(store: Store, act: Act, search: Search) -> PartnerList:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        librarian_of(db, act, PARTNERS_ARE_FOR_LIBRARIANS)
        today, calendar = school.today(act.now), school.calendar
        every = follow(partners.every(db, school.id), today, calendar)
        among = follow(partners.retired(db, school.id), today, calendar) if search.wants_retired else every
        found = sorted((each for each in among if _fits(each.partner, search)), key=_pressing)
        return PartnerList(search, tuple(found), every, place_of(school, act.now, act.habits))


def look_for_one(store: Store, act: Act, words: str) -> PartnerList:
    """Those who are called so; where nobody is, those in whose name the words are, or about whom they are said."""
    name = " ".join(words.removeprefix("@").split())
    looked, low = look_at_partners(store, act, Search(name)), name.casefold()
    exactly = tuple(each for each in looked.found if each.partner.name.casefold() == low)
    partly = tuple(each for each in looked.found if low in each.partner.name.casefold())
    return replace(looked, found=exactly or partly or looked.found)


def _fits(partner: Partner, search: Search) -> bool:
    if search.group not in {None, partner.category, partner.side}:
        return False
    known = (partner.name, partner.category, partner.contact, partner.offers)
    told = " ".join(each for each in known if each)
    return any(_holds(spelt(told), spelt(search.words)) for spelt in (str, in_british))


def _holds(told: str, words: str) -> bool:
    return all(word in told.casefold() for word in words.casefold().split())


def _pressing(followed: Followed) -> tuple[int, str, str]:
    order = (Standing.OVERDUE, Standing.WORTH_A_WORD, Standing.FINE)
    return order.index(followed.standing), followed.partner.name.casefold(), str(followed.partner.id)
