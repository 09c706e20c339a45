"""`python -m bot spelling`: whether the library's own words are in British or American English."""

from typing import Annotated

import typer

from bot.office import Which, office_of
from domain.errors import UserError
from domain.spelling import Spelling
from handlers.set_spelling import set_spelling

Chosen = Annotated[str, typer.Argument(help="British or American; left out, it is shown as it is.")]


def spelling(to: Chosen = "", school: Which = "") -> None:
    """Shows or sets the spelling of the library's own words; what people wrote is never changed."""
    with office_of(school) as office:
        if to:
            set_spelling(office.store, office.school.id, _meant(to))
        typer.echo(f"{office.school.name}: {office.reload().spelling} spelling.")


def _meant(word: str) -> Spelling:
    found = next((each for each in Spelling if each.casefold() == word.casefold()), None)
    if found is None:
        raise UserError(f"There is no spelling “{word[:40]}”: write British or American.")
    return found
