"""Reading what Slack sends, in every shape in which it sends it."""

from datetime import date

import pytest

from bot.slack.directory import Standing, name_in, standing_of
from bot.slack.payloads import (
    error_field,
    metadata,
    notice_in,
    read_click,
    read_said,
    read_shared,
    read_submission,
)
from tests.bot import from_slack as slack

ID = "0195a3c7-8f1e-7d40-9f6b-2d4a1c3e5b70"


class TestClicks:
    def test_a_click_in_a_message_says_who_pressed_what_about_what(self):
        click = read_click(slack.click_in_message())
        assert (click.verb, click.subject, click.user) == ("promise", ID, "U0ADA")
        assert click.trigger_id == slack.TRIGGER
        assert click.answer_to == slack.RESPONSE_URL
        assert not click.is_ephemeral

    def test_a_click_in_an_ephemeral_message_is_read_without_the_message(self):
        click = read_click(slack.click_in_ephemeral())
        assert click.is_ephemeral
        assert click.answer_to == slack.RESPONSE_URL
        assert (click.subject, click.more) == (ID, "mine")

    def test_a_click_in_a_thread_is_read_like_any_other(self):
        assert read_click(slack.click_in_thread()) == read_click(slack.click_in_message())

    @pytest.mark.parametrize("kind", ["home", "modal"])
    def test_a_click_on_a_view_has_nowhere_to_answer_to(self, kind):
        click = read_click(slack.click_in_view(kind))
        assert (click.verb, click.subject, click.more) == ("ask", "home", "")
        assert click.answer_to is None
        assert not click.is_ephemeral

    def test_a_button_without_a_value_is_about_nothing(self):
        body = slack.click_in_message()
        del body["actions"][0]["value"]
        assert read_click(body).subject == ""

    def test_the_answer_to_did_this_help_keeps_its_two_ids_and_its_two_words_apart(self):
        body = slack.click_in_message()
        body["actions"] = [slack.pressed("helped-not_yet", f"{ID} 0195a3c8 not yet")]
        click = read_click(body)
        assert (click.subject, click.more) == (ID, "0195a3c8 not yet")


class TestForms:
    def test_a_form_gives_what_was_filled_in_by_the_names_of_its_fields(self):
        sent = read_submission(slack.submission())
        assert (sent.verb, sent.user, sent.view_id) == ("edit", "U0ADA", "V0FORM")
        assert sent.filled.words("need") == "atlases & maps <old>"
        assert sent.filled.choice("kind") == "complex concept"
        assert sent.filled.day("needed-by") == date(2026, 3, 13)

    def test_the_words_of_a_form_arrive_as_they_were_typed_and_are_not_unescaped(self):
        body = slack.submission()
        body["view"]["state"]["values"]["need"]["answer"]["value"] = "what does &amp; mean?"
        assert read_submission(body).filled.words("need") == "what does &amp; mean?"

    def test_an_empty_field_is_not_known(self):
        assert read_submission(slack.submission()).filled.words("class") is None
        sent = read_submission(slack.empty_submission())
        assert sent.filled.words("need") is None
        assert sent.filled.choice("kind") is None
        assert sent.filled.day("needed-by") is None

    def test_a_field_that_the_form_does_not_have_is_not_known(self):
        filled = read_submission(slack.empty_submission()).filled
        assert (filled.words("due"), filled.choice("due"), filled.day("due")) == (None, None, None)

    def test_what_the_form_is_about_travels_with_it(self):
        errand = read_submission(slack.submission()).errand
        assert (errand.subject, errand.answer_to, errand.is_list) == ("0195a3c7", "https://hooks.slack.com/x", True)

    def test_a_form_without_metadata_is_about_nothing_yet(self):
        assert read_submission(slack.empty_submission()).errand.subject == ""

    def test_only_input_blocks_are_fields(self):
        assert read_submission(slack.submission()).field_names == ("need", "kind", "class", "needed-by")

    def test_an_error_is_shown_under_the_field_it_is_about(self):
        assert error_field(read_submission(slack.submission()), "class") == "class"

    def test_an_error_about_a_field_that_is_not_there_is_shown_under_the_first(self):
        assert error_field(read_submission(slack.submission()), "due") == "need"

    def test_a_day_from_the_calendar_is_judged_where_it_was_chosen(self):
        body = slack.submission()
        body["view"]["blocks"] = [slack.field("due", "radio_buttons"), slack.field("another", "datepicker")]
        chosen = {"answer": {"type": "datepicker", "selected_date": "2026-03-15"}}
        body["view"]["state"]["values"] = {"another": chosen}
        assert error_field(read_submission(body), "due") == "another"
        chosen["answer"]["selected_date"] = None
        assert error_field(read_submission(body), "due") == "due"


class TestTheShortcut:
    def test_it_brings_the_words_of_the_message_and_who_pressed_it(self):
        shared = read_shared(slack.shortcut())
        assert shared.user == "U0ADA"
        assert shared.text == "does anybody have something on volcanoes &amp; plates?"
        assert shared.trigger_id == slack.TRIGGER

    def test_a_message_without_words_gives_none(self):
        assert (
            read_shared(slack.shortcut({"type": "message", "ts": slack.TS, "bot_id": "B0X", "text": None})).text == ""
        )
        assert read_shared(slack.shortcut({"type": "message", "ts": slack.TS})).text == ""


class TestWhatIsSaid:
    @pytest.mark.parametrize("event", [slack.direct_message(), slack.without_blocks()], ids=["blocks", "no blocks"])
    def test_a_direct_message_with_or_without_blocks(self, event):
        said = read_said(event)
        assert (said.user, said.bot, said.channel) == ("U0ADA", None, slack.DIRECT)
        assert said.text == "books on bees for Year 9, please"
        assert said.key == said.thread == f"{slack.DIRECT}:{slack.TS}"
        assert said.thread_ts is None
        assert said.edited is None
        assert not said.has_file

    def test_an_edit_by_a_person_has_a_key_of_its_own_and_keeps_the_posts(self):
        said = read_said(slack.edited_message())
        assert said.text == "books on bees for Year 10, please"
        assert said.key == f"{slack.DIRECT}:{slack.TS}"
        assert said.edited == f"{slack.DIRECT}:{slack.TS}:{slack.LATER}"

    def test_a_second_edit_is_another_edit(self):
        assert read_said(slack.edited_again()).edited == f"{slack.DIRECT}:{slack.TS}:1772466399.000000"

    def test_a_link_that_slack_unfolds_is_no_edit(self):
        assert read_said(slack.unfolded_link()) is None

    def test_a_link_that_slack_unfolds_in_an_edited_message_is_no_second_edit(self):
        assert read_said(slack.unfolded_link_in_an_edited_one()) is None

    def test_a_deleted_message_says_nothing(self):
        assert read_said(slack.deleted_message()) is None

    def test_a_tombstone_is_no_edit(self):
        assert read_said(slack.deleted_with_replies()) is None

    def test_a_file_without_words_is_known_to_be_a_file(self):
        said = read_said(slack.file_without_words())
        assert said.text == ""
        assert said.has_file

    def test_a_message_whose_text_is_null_has_no_words(self):
        assert read_said(slack.direct_message(text=None)).text == ""

    def test_an_old_integration_has_no_user(self):
        said = read_said(slack.classic_bot())
        assert (said.user, said.bot) == (None, "B0CLASSIC")

    def test_another_app_is_a_user_with_a_bot_of_its_own(self):
        said = read_said(slack.modern_bot())
        assert (said.user, said.bot) == ("U0TIMES", "B0TIMES")

    def test_a_reply_in_a_thread_belongs_to_its_parent(self):
        said = read_said(slack.thread_reply())
        assert said.thread_ts == "1772466000.000100"
        assert said.thread == f"{slack.DIRECT}:1772466000.000100"
        assert said.key == f"{slack.DIRECT}:{slack.TS}"

    def test_the_parent_of_a_thread_is_not_in_it(self):
        said = read_said(slack.thread_parent())
        assert said.thread_ts is None
        assert said.thread == said.key

    def test_a_reply_that_was_also_sent_to_the_channel_is_still_a_reply(self):
        said = read_said(slack.thread_broadcast())
        assert said.text == "books on bees for Year 9, please"
        assert said.thread == f"{slack.CHANNEL}:1772466000.000100"

    def test_a_me_message_is_said_by_a_person(self):
        assert read_said(slack.direct_message(subtype="me_message", text="needs an atlas")).text == "needs an atlas"

    def test_a_mention_and_the_message_it_stands_in_have_one_key(self):
        in_channel = slack.direct_message(channel=slack.CHANNEL, channel_type="channel")
        assert read_said(slack.mention()).key == read_said(in_channel).key

    def test_a_mention_by_an_outsider_is_read_as_any_other(self):
        assert read_said(slack.mention_by_an_outsider()).user == "U0OLIVE"

    @pytest.mark.parametrize("event", slack.NOT_SAID, ids=lambda event: event["subtype"])
    def test_what_slack_tells_of_is_said_by_nobody(self, event):
        assert read_said(event) is None

    def test_the_change_of_a_message_that_slack_does_not_show_says_nothing(self):
        event = slack.edited_message()
        del event["message"]
        assert read_said(event) is None

    def test_an_edit_whose_earlier_words_slack_does_not_show_is_an_edit(self):
        event = slack.edited_message()
        del event["previous_message"]
        assert read_said(event).edited


class TestWhoSomebodyIs:
    def test_a_teacher_is_staff_under_their_full_name(self):
        assert standing_of(slack.person(), slack.TEAM) is Standing.STAFF
        assert name_in(slack.person()) == "Ada Byron"

    def test_somebody_without_a_time_zone_is_staff_all_the_same(self):
        assert standing_of(slack.without_zone(), slack.TEAM) is Standing.STAFF

    @pytest.mark.parametrize("profile", [{}, {"profile": None}, {"profile": {}}], ids=["missing", "null", "empty"])
    def test_a_deactivated_user_is_gone_and_has_a_name_without_a_profile(self, profile):
        user = slack.deactivated(**profile)
        assert standing_of(user, slack.TEAM) is Standing.GONE
        assert name_in(user) == "del.reyes"

    def test_a_deactivated_outsider_is_gone(self):
        assert standing_of(slack.outsider() | {"deleted": True, "profile": None}, slack.TEAM) is Standing.GONE

    def test_a_user_with_nothing_but_an_id_is_called_by_it(self):
        assert name_in({"id": "U0X"}) == "U0X"

    @pytest.mark.parametrize(
        ("names", "shown"),
        [
            ({"real_name": "", "profile": {"real_name": "", "display_name": "ada"}}, "ada"),
            ({"real_name": "Ada B.", "profile": {"display_name": "ada"}}, "Ada B."),
            ({"real_name": None, "profile": {"real_name": None, "display_name": None}}, "ada.byron"),
        ],
    )
    def test_the_fullest_name_that_there_is_is_shown(self, names, shown):
        assert name_in(slack.person(**names)) == shown

    def test_in_an_organisation_the_workspaces_of_a_user_count_not_the_organisation(self):
        assert standing_of(slack.of_the_organisation(slack.TEAM, "T0OTHER"), slack.TEAM) is Standing.STAFF
        assert standing_of(slack.of_the_organisation("T0OTHER"), slack.TEAM) is Standing.OUTSIDER
        assert standing_of(slack.of_the_organisation(), slack.TEAM) is Standing.OUTSIDER

    def test_a_colleague_whose_first_workspace_is_another_of_the_organisation_is_staff(self):
        user = slack.of_the_organisation(slack.TEAM) | {"team_id": "T0OTHER"}
        assert standing_of(user, slack.TEAM) is Standing.STAFF

    def test_a_stranger_of_a_shared_channel_is_an_outsider(self):
        assert standing_of(slack.outsider(), slack.TEAM) is Standing.OUTSIDER

    def test_another_team_alone_makes_an_outsider(self):
        assert standing_of(slack.person(team_id="T0OTHER"), slack.TEAM) is Standing.OUTSIDER

    def test_a_stranger_is_one_whatever_team_slack_names(self):
        assert standing_of(slack.person(is_stranger=True), slack.TEAM) is Standing.OUTSIDER

    @pytest.mark.parametrize("flags", [{"is_restricted": True}, {"is_restricted": True, "is_ultra_restricted": True}])
    def test_guests_are_guests(self, flags):
        assert standing_of(slack.person(**flags), slack.TEAM) is Standing.GUEST

    @pytest.mark.parametrize(
        "user",
        [slack.person(is_bot=True), slack.person(is_workflow_bot=True), slack.slackbot()],
        ids=["app", "workflow", "Slackbot"],
    )
    def test_apps_workflows_and_slackbot_are_bots(self, user):
        assert standing_of(user, slack.TEAM) is Standing.BOT


class TestTheMarkOfANotice:
    def test_what_was_marked_is_found_again(self):
        assert notice_in({"ts": slack.TS, "metadata": metadata(ID)}) == ID

    def test_it_is_read_from_words_too(self):
        words = f'{{"event_type": "library_partner_notice", "event_payload": {{"notice": "{ID}"}}}}'
        assert notice_in({"metadata": words}) == ID

    @pytest.mark.parametrize(
        "message",
        [
            {},
            {"metadata": None},
            {"metadata": {}},
            {"metadata": {"event_type": "task_created", "event_payload": {"notice": ID}}},
            {"metadata": {"event_type": "library_partner_notice"}},
            {"metadata": {"event_type": "library_partner_notice", "event_payload": {}}},
        ],
    )
    def test_a_message_of_others_is_no_notice(self, message):
        assert notice_in(message) is None
