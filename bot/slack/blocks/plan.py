"""The improvement plan: a school year's objectives, one objective with what is behind it, and its forms."""

from slack_sdk.models.blocks import Block, DividerBlock

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form, window
from bot.slack.blocks.partner_words import day_words
from bot.slack.blocks.parts import aside, bold, button, buttons, confirm, exactly
from bot.slack.text import clip
from domain.objective import (
    TITLE_LIMIT,
    VALUE_LIMIT,
    WORDS_LIMIT,
    Evidence,
    Objective,
    Reading,
    Tied,
    year_in_words,
)
from handlers.look_at_plan import ObjectiveForm, ObjectivePage, Plan, Progress
from handlers.messages import Place

_A_PAGE = 20
"""Objectives: three blocks each stay under a form's hundred."""
_MOST_READINGS = 10


def plan_page(plan: Plan, skipped: int = 0, said: str = "") -> Form:
    """`skipped` objectives are on the pages before; `said` tells what has just been done."""
    shown = plan.progress[skipped : skipped + _A_PAGE]
    blocks: list[Block] = [*([exactly(said)] if said else []), bold(f"School year {year_in_words(plan.year)}")]
    if not plan.progress:
        blocks.append(exactly(_empty(plan)))
    for each in shown:
        blocks += _entry(each, plan.place)
    return window(
        "Improvement plan", *blocks, *_pages(plan, skipped), DividerBlock(), _plan_buttons(plan), *_years(plan)
    )


def _empty(plan: Plan) -> str:
    return (
        f"There are no objectives for {year_in_words(plan.year)} yet. Add the first: what you want to reach, which aim "
        "of the school it serves, and how it will show. Requests, promises, contacts and partners can be tied to it."
    )


def _entry(progress: Progress, place: Place) -> list[Block]:
    objective = progress.objective
    retired = f" (retired {day_words(objective.retired_on, place)})" if objective.retired_on else ""
    latest = _latest(progress, place)
    return [
        bold(f"{objective.title}{retired}"),
        aside(
            f"School aim: {clip(objective.aim, 150)}",
            f"{latest} · Target: {objective.target}",
            f"Behind it: {_counted(progress.evidence)}",
        ),
        buttons(button("Open", "objective", str(objective.id))),
    ]


def _latest(progress: Progress, place: Place) -> str:
    if not progress.readings:
        return "No reading yet"
    latest = progress.readings[0]
    return f"Latest reading: {latest.value}, {day_words(latest.read_on, place)}"


def _counted(evidence: Evidence) -> str:
    kept = f" ({evidence.kept} kept)" if evidence.kept else ""
    parts = [
        _number(evidence.requests, "request"),
        f"{_number(evidence.promises, 'promise')}{kept}" if evidence.promises else "",
        _number(evidence.contacts, "contact"),
        _number(evidence.partners, "partner"),
    ]
    return ", ".join(part for part in parts if part) or "nothing tied to it yet"


def _number(count: int, name: str) -> str:
    return f"{count} {name}{'s' if count != 1 else ''}" if count else ""


def _pages(plan: Plan, skipped: int) -> list[Block]:
    turns = []
    if skipped:
        turns.append(button("Show earlier ones", "plan", f"{plan.year} {max(0, skipped - _A_PAGE)}"))
    if len(plan.progress) > skipped + _A_PAGE:
        turns.append(button("Show later ones", "plan-on", f"{plan.year} {skipped + _A_PAGE}"))
    return [aside(f"{len(plan.progress)} objectives in all."), buttons(*turns)] if turns else []


def _plan_buttons(plan: Plan) -> Block:
    each = [button("Add objective", "add-objective", str(plan.year), style="primary")]
    if plan.rolls_to:
        following = year_in_words(plan.rolls_to)
        sure = confirm(
            f"Roll over to {following}?",
            f"Each objective that is not retired goes on in {following}. {year_in_words(plan.year)} stays as it is.",
            "Roll over",
        )
        each.append(button(f"Roll over to {following}", "roll-over", str(plan.year), confirm=sure))
    return buttons(*each)


def _years(plan: Plan) -> list[Block]:
    """The nearest on each side that has a plan."""
    before = max((year for year in plan.years if year < plan.year), default=None)
    after = min((year for year in plan.years if year > plan.year), default=None)
    each = [
        button(f"See {year_in_words(year)}", verb, f"{year} 0")
        for verb, year in (("plan-before", before), ("plan-after", after))
        if year
    ]
    return [buttons(*each)] if each else []


def objective_page(page: ObjectivePage, said: str = "") -> Form:
    progress, place = page.progress, page.place
    objective = progress.objective
    retired = [aside(f"Retired {day_words(objective.retired_on, place)}.")] if objective.retired_on else []
    before = page.goes_on_from
    goes_on = [aside(f"Goes on from {year_in_words(before.year)}: {clip(before.title, 200)}")] if before else []
    return window(
        "Objective",
        *([exactly(said)] if said else []),
        bold(objective.title),
        *retired,
        exactly(f"School aim: {objective.aim}"),
        exactly(f"Measure: {objective.measure}"),
        exactly(f"Target for {year_in_words(objective.year)}: {objective.target}"),
        *goes_on,
        DividerBlock(),
        bold(_latest(progress, place)),
        *_readings(progress.readings, place),
        bold(f"Behind it: {_counted(progress.evidence)}"),
        *_evidence(progress.evidence, place),
        DividerBlock(),
        _objective_buttons(objective),
    )


def _readings(readings: tuple[Reading, ...], place: Place) -> list[Block]:
    lines = [
        f"{day_words(each.read_on, place)}: {each.value}" + (f" ({clip(each.note, 150)})" if each.note else "")
        for each in readings[:_MOST_READINGS]
    ]
    left = len(readings) - _MOST_READINGS
    more = [f"… and {left} earlier."] if left > 0 else []
    return [exactly("\n".join(lines + more))] if lines else []


def _evidence(evidence: Evidence, place: Place) -> list[Block]:
    parts = (
        ("Requests", evidence.requests, evidence.newest_requests),
        ("Promises", evidence.promises, evidence.newest_promises),
        ("Contacts", evidence.contacts, evidence.newest_contacts),
        ("Partners", evidence.partners, evidence.newest_partners),
    )
    return [_tied(name, count, newest, place) for name, count, newest in parts if count]


def _tied(name: str, count: int, newest: tuple[Tied, ...], place: Place) -> Block:
    lines = [_line(each, place) for each in newest]
    left = count - len(newest)
    return exactly("\n".join([f"{name}:", *lines, *([f"… and {left} more."] if left > 0 else [])]))


def _line(tied: Tied, place: Place) -> str:
    state = f", {tied.state}" if tied.state else ""
    return f"• {clip(tied.who, 60)}: {clip(tied.what, 120)}{state} ({day_words(tied.on, place)})"


def _objective_buttons(objective: Objective) -> Block:
    about = str(objective.id)
    back = button("Back to the plan", "plan", f"{objective.year} 0")
    edit = button("Edit", "edit-objective", about)
    if objective.retired_on:
        return buttons(edit, back)
    sure = confirm(
        "Retire it?", "It can no longer be chosen. What is tied to it stays, and so does its page.", "Retire"
    )
    return buttons(
        button("Note a reading", "note-reading", about, style="primary"),
        edit,
        button("Retire", "retire-objective", about, confirm=sure),
        back,
    )


def objective_form(verb: str, form: ObjectiveForm, errand: Errand) -> Form:
    """`verb` is `add-objective` or `edit-objective`."""
    objective = form.objective
    return a_form(
        verb,
        "Edit objective" if objective else "Add objective",
        "Save",
        errand,
        fields.words(
            "title",
            "Title",
            hint="What you want to reach, in one line.",
            value=objective.title if objective else None,
            most=TITLE_LIMIT,
        ),
        fields.words(
            "aim", "School aim it serves", value=objective.aim if objective else None, lines=True, most=WORDS_LIMIT
        ),
        fields.words(
            "measure",
            "Measure",
            hint="What will show it: classes taught together, loans, a survey’s answer …",
            value=objective.measure if objective else None,
            lines=True,
            most=WORDS_LIMIT,
        ),
        fields.words("target", "Target", value=objective.target if objective else None, most=VALUE_LIMIT),
        fields.one_of("year", "Year", [(str(year), year_in_words(year)) for year in form.years], value=str(form.year)),
    )


def reading_form(page: ObjectivePage, errand: Errand) -> Form:
    objective = page.progress.objective
    return a_form(
        "note-reading",
        "Note a reading",
        "Save",
        errand,
        exactly(f"{objective.title}\nMeasure: {objective.measure}\nTarget: {objective.target}"),
        fields.words("value", "Reading", hint="What the measure shows.", most=VALUE_LIMIT),
        fields.day("read-on", "Date", value=page.place.today, optional=False),
        fields.words("word", "A word on it", lines=True, most=WORDS_LIMIT, optional=True),
    )
