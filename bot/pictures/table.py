"""Which messages have a picture, and who draws it."""

from collections.abc import Callable
from typing import Any

from bot.pictures.digest import draw_digest
from bot.pictures.drawing import Picture
from bot.pictures.partner_map import draw_partner_map
from handlers.messages import Digest, MapPicture, Message, Place

_DRAWERS: dict[type, Callable[[Any, Place], Picture | None]] = {MapPicture: draw_partner_map, Digest: draw_digest}


def picture_of(message: Message, place: Place) -> Picture | None:
    drawer = _DRAWERS.get(type(message))
    return drawer(message, place) if drawer else None
