"""Lee adds a lesson idea, changes one, or takes one out of the weekly proposals."""

from domain.errors import UserError
from domain.own_words import one_line, required
from handlers.act import Act, is_first, librarian_of
from store import ideas, schools
from store.ideas import IdeaWords
from store.session import Store

_TITLE_LIMIT = 100
_WORDS_LIMIT = 500


def keep_idea(store: Store, act: Act, written: IdeaWords, *, key: str | None = None) -> None:
    """A new one, or with `key` the words of one that is there. UserError for what is empty or too long."""
    words = _checked(written)
    with store.writing() as db:
        librarian_of(db, act)
        if not is_first(db, act):
            return
        if key is None:
            ideas.add(db, act.school_id, words, act.now)
            return
        idea = ideas.find(db, act.school_id, key)
        if idea is None:
            raise UserError("I cannot find that idea any more. Nothing was changed.")
        ideas.change(db, act.school_id, idea, words, act.now)


def retire_idea(store: Store, act: Act, key: str) -> None:
    """It is not proposed any more; one that has gone already stays gone."""
    with store.writing() as db:
        librarian_of(db, act)
        if not is_first(db, act):
            return
        idea = ideas.find(db, act.school_id, key)
        if idea:
            today = schools.get(db, act.school_id).today(act.now)
            ideas.retire(db, act.school_id, idea, today, act.now)


def _checked(written: IdeaWords) -> IdeaWords:
    ask_for = "Please write a few words here."
    title = one_line(written.title, _TITLE_LIMIT, ask_for=ask_for, about="title")
    words = required(written.words, _WORDS_LIMIT, ask_for=ask_for, about="words")
    return IdeaWords(title, words, written.kind)
