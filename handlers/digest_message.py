"""The digest as a message: figures and notes as they were written down, needs and quoted thanks as they are now."""

import json
from collections.abc import Mapping
from uuid import UUID

from domain.digest import read_figures
from handlers.messages import Digest
from handlers.thanked import quoted
from store import digest_words, thanks
from store.session import Session


def digest_of(db: Session, school_id: UUID, facts: Mapping[str, str]) -> Digest:
    """Ledgers of an older version hold the figures alone."""
    wanted = [UUID(each) for each in json.loads(facts.get("needs", "[]"))]
    said = [UUID(each) for each in json.loads(facts.get("thanks", "[]"))]
    return Digest(
        read_figures(facts["figures"]),
        tuple(json.loads(facts.get("notes", "[]"))),
        digest_words.needs_of(db, school_id, wanted),
        quoted(thanks.quotable_of(db, school_id, said)),
    )
