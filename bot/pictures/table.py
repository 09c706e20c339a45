"""Which messages have a picture, and who draws it."""

from collections.abc import Callable
from typing import Any

from bot.pictures.drawing import Picture
from bot.pictures.partner_map import draw_partner_map
from handlers.messages import MapPicture, Message, Place

_DRAWERS: dict[type, Callable[[Any, Place], Picture]] = {MapPicture: draw_partner_map}


def picture_of(message: Message, place: Place) -> Picture | None:
    drawer = _DRAWERS.get(type(message))
    return drawer(message, place) if drawer else None
