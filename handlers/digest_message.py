"""The digest as a message: its figures and notes as they were written down, what the library needs as it is now."""

import json
from collections.abc import Mapping
from uuid import UUID

from domain.digest import read_figures
from handlers.messages import Digest
from store import digest_words
from store.session import Session


def digest_of(db: Session, school_id: UUID, facts: Mapping[str, str]) -> Digest:
    """Ledgers of an older version hold the figures alone."""
    wanted = [UUID(each) for each in json.loads(facts.get("needs", "[]"))]
    return Digest(
        read_figures(facts["figures"]),
        tuple(json.loads(facts.get("notes", "[]"))),
        digest_words.needs_of(db, school_id, wanted),
    )
