"""`python -m bot etiquette`: how often teachers are written to who did not ask."""

from typing import Annotated

import typer

from bot.office import Which, office_of
from domain.etiquette import MOST_EVER
from handlers.set_ceiling import set_ceiling

Most = Annotated[int | None, typer.Argument(help=f"Messages in a school week to one teacher, 1 to {MOST_EVER}.")]


def etiquette(most: Most = None, school: Which = "") -> None:
    """Shows or sets how many messages a teacher gets in a school week without having asked; more wait for the next."""
    with office_of(school) as office:
        if most is not None:
            set_ceiling(office.store, office.school.id, most, office.now)
        now_most = office.reload().most_unprompted
        typer.echo(f"{office.school.name}: at most {now_most} in a school week to one teacher who did not ask.")
