"""Lee presses Filter on Home and chooses a person, a class or an objective; **Show everything** leads back."""

from dataclasses import dataclass
from uuid import UUID

from domain.home_filter import HomeFilter, distinct_classes
from domain.objective import Objective
from domain.request import check_class
from domain.school import School
from handlers.act import Act, is_first, librarian_of
from handlers.messages import ShownOnly
from handlers.own_request import this_years
from handlers.serve_objective import check_objective
from store import homes, objectives, people, requests, schools
from store.session import Session, Store


@dataclass(frozen=True)
class FilterDraft:
    """As the form has it: `person` is the platform's (address, name)."""

    person: tuple[str, str] | None = None
    class_name: str | None = None
    objective_id: UUID | None = None


@dataclass(frozen=True)
class FilterForm:
    """What can be chosen, classes with the one asked for last first, and what is shown now."""

    classes: tuple[str, ...]
    objectives: tuple[Objective, ...]
    only: ShownOnly | None


def look_before_filtering(store: Store, act: Act) -> FilterForm:
    with store.writing(wakes=False) as db:
        school = schools.get(db, act.school_id)
        now = homes.filter_of(db, librarian_of(db, act).id)
        return FilterForm(
            classes=distinct_classes(requests.classes(db, school.id)),
            objectives=this_years(db, school, act.now),
            only=only_in_words(db, school, now),
        )


def filter_home(store: Store, act: Act, draft: FilterDraft) -> None:
    """Nothing chosen is everything shown. Who was chosen may never have asked for anything."""
    with store.writing() as db:
        librarian = librarian_of(db, act)
        class_name = check_class(draft.class_name)
        check_objective(db, schools.get(db, act.school_id), draft.objective_id)
        if not is_first(db, act):
            return
        chosen = people.meet(db, act.school_id, address=draft.person[0], name=draft.person[1]) if draft.person else None
        only = HomeFilter(chosen.id if chosen else None, class_name, draft.objective_id)
        homes.set_filter(db, act.school_id, librarian.id, only)


def show_everything(store: Store, act: Act) -> None:
    with store.writing() as db:
        homes.set_filter(db, act.school_id, librarian_of(db, act).id, HomeFilter())


def only_in_words(db: Session, school: School, only: HomeFilter) -> ShownOnly | None:
    """None where everything is shown."""
    if not only.is_on:
        return None
    objective = objectives.find(db, school.id, only.objective_id) if only.objective_id else None
    return ShownOnly(
        people.get(db, school.id, only.person_id).name if only.person_id else None,
        only.class_name,
        objective.title if objective else None,
    )
