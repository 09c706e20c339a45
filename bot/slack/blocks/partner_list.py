"""The list of partners, a page at a time, with a search where it is long."""

from slack_sdk.models.blocks import Block, PlainTextObject
from slack_sdk.models.views import View

from bot.slack.blocks import fields
from bot.slack.blocks.forms import Form
from bot.slack.blocks.partner_form import grouped
from bot.slack.blocks.partner_words import SIDES, list_line
from bot.slack.blocks.parts import aside, beside, button, buttons, exactly
from bot.slack.text import clip
from domain.errors import UserError
from domain.follow_ups import Followed, Standing
from domain.partner import NAME_LIMIT, Category, Side
from domain.spelling import Spelling
from handlers.look_at_partners import PartnerList, Search

ON_A_PAGE = 20
_FEW = 8
"""Partners among whom nobody needs a search."""

RETIRED = "retired"
_SIDES = {f"every {side}": side for side in Side}
_WIDER = ("Wider", [*((word, SIDES[side]) for word, side in _SIDES.items()), (RETIRED, "Retired partners")])


def partner_list(found: PartnerList, page: int = 0) -> Form:
    """A page beyond the last one is the last one."""
    page = max(0, min(page, (len(found.found) - 1) // ON_A_PAGE))
    shown = found.found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    is_searchable = len(found.every) > _FEW or not found.search.is_of_everybody
    blocks: list[Block] = [
        exactly(_summary(found)),
        buttons(button("Add a partner", "add-partner", "new:", style="primary"), button("Map", "partner-map", "0")),
        *(_search(found.search, found.place.spelling) if is_searchable else []),
        *([aside(words)] if (words := _result(found, page)) else []),
        *(_line(each, found, page) for each in shown),
        *_turns(found, page),
    ]
    return View(
        type="modal",
        callback_id="find-partners",
        title=PlainTextObject(text="Partners"),
        submit=PlainTextObject(text="Find") if is_searchable else None,
        close=PlainTextObject(text="Close"),
        blocks=blocks,
    ).to_dict()


def _line(each: Followed, found: PartnerList, page: int) -> Block:
    about = f"{each.partner.id} {pack(page, found.search)}"
    return beside(list_line(each, found.place), button("Open", "open-partner", about))


def pack(page: int, search: Search) -> str:
    """What a button that turns the page says."""
    return f"{page}|{group_value(search) or ''}|{search.words}"


def unpack(value: str) -> tuple[int, Search]:
    """UserError for what no button of ours says."""
    page, _, rest = value.partition("|")
    group, _, words = rest.partition("|")
    return int(page) if page.isdecimal() else 0, search_of(words, group or None)


def search_of(words: str, group: str | None) -> Search:
    if group == RETIRED:
        return Search(words, wants_retired=True)
    if group is None or group in _SIDES:
        return Search(words, _SIDES[group] if group else None)
    return Search(words, category_of(group))


def category_of(word: str | None) -> Category | None:
    """None where none was chosen; UserError for one that the documents do not have."""
    try:
        return Category(word) if word else None
    except ValueError as error:
        raise UserError("I do not know that category. Please choose one from the list.", "category") from error


def group_value(search: Search) -> str | None:
    if search.wants_retired:
        return RETIRED
    sides = {side: word for word, side in _SIDES.items()}
    return sides[search.group] if isinstance(search.group, Side) else search.group


def _summary(found: PartnerList) -> str:
    count = len(found.every)
    if not count:
        return (
            "The library has no partners here yet. Begin small, with somebody you already work with well; "
            "the map shows everybody else to think of."
        )
    overdue, worth = found.count(Standing.OVERDUE), found.count(Standing.WORTH_A_WORD)
    waiting = " and ".join(
        [*([f"{overdue} overdue"] if overdue else []), *([f"{worth} worth a word"] if worth else [])]
    )
    return f"{count} partner{'' if count == 1 else 's'}: {waiting or 'nobody is waiting for a word'}."


def _search(search: Search, spelling: Spelling) -> list[Block]:
    return [
        fields.words("words", "Find", value=clip(search.words, NAME_LIMIT), most=NAME_LIMIT, optional=True),
        fields.groups("category", "Category", (*grouped(spelling), _WIDER), value=group_value(search), optional=True),
    ]


def _result(found: PartnerList, page: int) -> str:
    if not found.found:
        near = f" Did you mean {found.near}?" if found.near else ""
        return "" if found.search.is_of_everybody else f"Nobody fits that.{near}"
    first = page * ON_A_PAGE + 1
    last = min(first + ON_A_PAGE - 1, len(found.found))
    if len(found.found) <= ON_A_PAGE:
        return "" if found.search.is_of_everybody else f"{len(found.found)} found."
    return f"{first} to {last} of {len(found.found)}"


def _turns(found: PartnerList, page: int) -> list[Block]:
    turns = []
    if page:
        turns.append(button("Previous", "earlier-partners", pack(page - 1, found.search)))
    if (page + 1) * ON_A_PAGE < len(found.found):
        turns.append(button("Next", "later-partners", pack(page + 1, found.search)))
    return [buttons(*turns)] if turns else []
