"""A message that could not be sent, as a librarian's Home shows it: for whom it was, why, and what can be done."""

from slack_sdk.models.blocks import Block

from bot.slack.blocks.parts import button, buttons, exactly
from handlers.messages import Place, Undelivered

_BY_HAND = "Tell them yourself, and press Let it go."
_RULES = "the workspace’s rules do not let me write there. Ask whoever runs Slack to allow it, then press Try again."

_IN_WORDS = {
    "channel_not_found": "Slack finds no such conversation, or none that I am in. Press Try again; if that fails too, "
    "tell them yourself and press Let it go.",
    "thread_not_found": f"what it would have answered is no longer there. {_BY_HAND}",
    "is_archived": f"the channel has been archived. {_BY_HAND}",
    "not_in_channel": "I am not in that channel. Ask somebody there to invite me, then press Try again.",
    "user_disabled": "their Slack account is closed. If they are still at the school, ask whoever runs Slack to open "
    "it, then press Try again. Otherwise press Let it go.",
    "user_not_found": f"Slack does not know them. {_BY_HAND}",
    "user_not_visible": f"Slack does not let me see them. {_BY_HAND}",
    "cannot_dm_bot": "it was for an app, and apps cannot write to each other. Press Let it go.",
    "messages_tab_disabled": "messages to me are switched off. Ask whoever set me up to switch on the app’s Messages "
    "tab, then press Try again.",
    "msg_too_long": f"it is longer than Slack allows. {_BY_HAND}",
    "restricted_action": _RULES,
    "restricted_action_read_only_channel": _RULES,
    "restricted_action_thread_only_channel": _RULES,
    "restricted_action_non_threadable_channel": _RULES,
    "restricted_action_thread_locked": _RULES,
    "ekm_access_denied": "the workspace’s administrators let no messages through. Ask them, then press Try again.",
    "file_uploads_disabled": "files are switched off in this workspace. Ask whoever runs Slack to allow them, then "
    "press Try again.",
    "missing_scope": "I may not bring files into this workspace. Ask whoever set me up to give the app all the rights "
    "in its manifest, then press Try again.",
}
"""Those of Slack's refusals that stay until somebody does something. What fails all messages alike pauses the school
instead; missing_scope comes here for files only.
"""


def undelivered_line(each: Undelivered, place: Place) -> list[Block]:
    when = place.short(place.day_of(each.owed_at))
    again = button("Try again", "try-again", str(each.notice_id))
    return [
        exactly(f"“{each.kind.capitalize()}” for {each.person}, {when} could not be sent: {_why(each.reason)}"),
        buttons(again, button("Let it go", "let-go", str(each.notice_id))),
    ]


def _why(reason: str) -> str:
    """Slack's own word stays, for whoever looks it up. Its reasons are single words; ours are sentences."""
    if reason in _IN_WORDS:
        return f"{_IN_WORDS[reason]} ({reason})"
    return reason if " " in reason else f"Slack says {reason}"
