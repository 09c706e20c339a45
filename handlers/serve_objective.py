"""A request, and what is promised for it, serve an objective of the improvement plan: chosen in the form, or not."""

from uuid import UUID

from domain.errors import UserError
from domain.request import RequestState
from domain.school import School
from store import objectives, requests
from store.session import Session


def serve(db: Session, school: School, request_id: UUID, objective_id: UUID | None) -> None:
    """Ties the request to the objective; None leaves it as it was."""
    if check_objective(db, school, objective_id):
        requests.change(db, school.id, request_id, only_if=tuple(RequestState), objective_id=objective_id)


def check_objective(db: Session, school: School, objective_id: UUID | None, *, own: UUID | None = None) -> UUID | None:
    """The same, or None for none; UserError for one no longer in the plan, unless it is the one served already."""
    objective = objectives.find(db, school.id, objective_id) if objective_id else None
    if objective_id and (objective is None or (objective.retired_on and objective_id != own)):
        raise UserError("That objective is no longer in the plan. Choose another, or none.", "objective")
    return objective_id
