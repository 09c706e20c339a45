"""What is known of messages' pictures, kept with each message: a picture is brought to the platform once."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.notices import KeptPicture
from store.session import Session
from store.tables import notices


def keep(db: Session, notice_id: UUID, picture: KeptPicture) -> None:
    db.execute(notices.update().where(notices.c.id == notice_id).values(picture=_as_json(picture)))


def read(kept: dict[str, Any] | None) -> KeptPicture | None:
    if kept is None:
        return None
    since = kept["since"]
    return KeptPicture(**kept | {"since": datetime.fromisoformat(since) if since else None})


def _as_json(picture: KeptPicture) -> dict[str, Any]:
    return asdict(picture) | {"since": picture.since.isoformat() if picture.since else None}
