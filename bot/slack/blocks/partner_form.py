"""The form in which a partner is added or changed."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Errand, Form, a_form
from bot.slack.blocks.partner_words import SIDES, capital
from bot.slack.text import clip
from domain.commitment import WORDS_LIMIT
from domain.objective import Objective, year_in_words
from domain.partner import EXTERNAL, INTERNAL, LONGEST_GAP, NAME_LIMIT, Approach, Category, Partner, Side, usual_gaps
from domain.spelling import Spelling
from handlers.add_partner import PartnerForm

_MOST_OBJECTIVES = 100
"""In one menu: Slack's limit."""

_OPTION = 75
"""Characters in an option: Slack's limit."""


def grouped(spelling: Spelling) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """The categories of both documents, as a menu has them."""
    return tuple(
        (SIDES[side], [(each.value, capital(spelling.of(each))) for each in categories])
        for side, categories in ((Side.INSIDE, INTERNAL), (Side.OUTSIDE, EXTERNAL))
    )


def partner_form(form: PartnerForm, errand: Errand, *, category: Category | None = None) -> Form:
    """`category` is chosen already in the form for a new partner of a group that has nobody."""
    partner = form.partner
    heading, submit = ("Edit a partner", "Save") if partner else ("Add a partner", "Add")
    chosen = partner.category if partner else category
    return a_form(
        "partner",
        heading,
        submit,
        errand,
        _name(form),
        fields.groups("category", "Category", grouped(form.spelling), value=chosen.value if chosen else None),
        *_whom(form),
        *_what(partner),
        fields.menu(
            "approach",
            "Whom to approach",
            [(each.value, capital(each)) for each in Approach],
            value=partner.approach.value if partner and partner.approach else None,
            hint="The guide’s order: these are approached first.",
        ),
        *_objective(form.objectives, partner),
        *_gaps(partner),
    )


def _name(form: PartnerForm) -> Block:
    return fields.words(
        "name",
        "Name",
        value=clip(form.name, NAME_LIMIT),
        most=NAME_LIMIT,
        optional=True,
        hint=form.spelling.of("A person, a group or an organisation. Empty takes the name of the person chosen below."),
    )


def _whom(form: PartnerForm) -> list[Block]:
    contact = form.partner.contact if form.partner else None
    return [
        fields.person("person", "Somebody in Slack", value=form.address),
        fields.words(
            "contact",
            "Contact outside Slack",
            value=contact,
            most=NAME_LIMIT,
            optional=True,
            hint="Who answers there. The student council and parents are a group: name the member of staff who "
            "answers for it, never a student or a family.",
        ),
    ]


def _what(partner: Partner | None) -> list[Block]:
    return [
        fields.words(
            "offers",
            "What they offer",
            value=partner.offers if partner else None,
            lines=True,
            most=WORDS_LIMIT,
            optional=True,
        ),
        fields.words(
            "reach", "How to reach them", value=partner.reach if partner else None, most=WORDS_LIMIT, optional=True
        ),
    ]


def _objective(objectives: tuple[Objective, ...], partner: Partner | None) -> list[Block]:
    """Only where the improvement plan has one."""
    if not objectives:
        return []
    options = [
        (str(each.id), clip(f"{year_in_words(each.year)}: {each.title}", _OPTION))
        for each in objectives[:_MOST_OBJECTIVES]
    ]
    chosen = str(partner.objective_id) if partner and partner.objective_id else None
    return [fields.menu("objective", "Improvement-plan objective", options, value=chosen)]


def _gaps(partner: Partner | None) -> list[Block]:
    """What is usual stays empty, so that it follows the category."""
    teacher, inside, outside = map(usual_gaps, (Category.TEACHER, Category.CLUBS, Category.PUBLIC_LIBRARIES))
    usual = usual_gaps(partner.category) if partner else None
    ideal = partner.gaps.ideal if partner and usual and partner.gaps.ideal != usual.ideal else None
    most = partner.gaps.most if partner and usual and partner.gaps.most != usual.most else None
    words = "School days. Empty is what is usual: {} for a teacher, {} for others inside, {} outside."
    return [
        fields.number(
            "ideal",
            "Ideal days between contacts",
            value=ideal,
            least=1,
            most=LONGEST_GAP,
            hint=words.format(teacher.ideal, inside.ideal, outside.ideal),
        ),
        fields.number(
            "most",
            "At most days between contacts",
            value=most,
            least=1,
            most=LONGEST_GAP,
            hint=words.format(teacher.most, inside.most, outside.most),
        ),
    ]
