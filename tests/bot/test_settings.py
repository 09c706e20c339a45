"""What the environment says, and one sentence for what cannot be read of it."""

from pathlib import Path

import pytest

from bot.settings import SLACK, Settings, addresses, date_order, read_settings
from domain.dates_in_words import DateOrder
from domain.errors import UserError


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def sentence(**given: str) -> str:
    with pytest.raises(UserError) as refused:
        read_settings(**given)
    return str(refused.value)


class TestWhereTheyComeFrom:
    def test_with_nothing_set_there_are_no_tokens_and_slack_is_slack(self):
        settings = read_settings()
        assert not settings.has_tokens
        assert settings.slack_api_url == SLACK == "https://slack.com/api/"
        assert settings.database_url == "sqlite:///library-partner.db"

    def test_the_file_is_read(self):
        Path(".env").write_text("SCHOOL_NAME=Riverside\nLIBRARIANS=U0LEE\n", encoding="utf-8")
        settings = read_settings()
        assert (settings.school_name, settings.librarians) == ("Riverside", "U0LEE")

    def test_the_real_environment_wins_over_the_file(self, monkeypatch):
        Path(".env").write_text("SCHOOL_NAME=Riverside\nTIMEZONE=Europe/London\n", encoding="utf-8")
        monkeypatch.setenv("SCHOOL_NAME", "Maple School")
        settings = read_settings()
        assert (settings.school_name, settings.timezone) == ("Maple School", "Europe/London")

    def test_what_is_given_wins_over_both(self, monkeypatch):
        monkeypatch.setenv("SCHOOL_NAME", "Maple School")
        assert read_settings(school_name="Oak School").school_name == "Oak School"

    def test_the_environment_of_other_programs_is_left_alone(self, monkeypatch):
        monkeypatch.setenv("SLACK_CLIENT_SECRET", "shh")
        Path(".env").write_text("SOMETHING_ELSE=1\n", encoding="utf-8")
        read_settings()

    @pytest.mark.parametrize("name", ["slack_bot_token", "slack_app_token"])
    def test_either_token_means_the_real_slack(self, name):
        assert read_settings(**{name: "x"}).has_tokens

    def test_nobody_changes_them_afterwards(self):
        with pytest.raises(ValueError, match="frozen"):
            read_settings().school_name = "Another"


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("name", ["call_seconds", "landing_seconds"])
    @pytest.mark.parametrize("value", ["soon", "0", "-1", ""])
    def test_a_bad_number_is_named_in_one_sentence(self, name, value):
        words = sentence(**{name: value})
        assert words.startswith(f"{name.upper()} cannot be read: ")
        assert ".env.example" in words
        assert "\n" not in words

    @pytest.mark.parametrize("value", ["two", "0", "21", "2.5", ""])
    def test_a_bad_ceiling_is_named_in_one_sentence(self, value):
        assert sentence(most_unprompted=value).startswith("MOST_UNPROMPTED cannot be read: ")

    @pytest.mark.parametrize("url", ["slack.com/api/", "ftp://slack.com/api/", "https://", "https://[half", "xoxb-1"])
    def test_an_address_of_slack_that_is_none_is_named_in_one_sentence(self, url):
        words = sentence(slack_api_url=url)
        assert words.startswith("SLACK_API_URL cannot be read: ")
        assert "\n" not in words

    def test_an_empty_address_of_slack_is_slack_s_own(self):
        assert read_settings(slack_api_url="").slack_api_url == SLACK

    def test_a_bad_value_in_the_environment_is_named_too(self, monkeypatch):
        monkeypatch.setenv("CALL_SECONDS", "soon")
        assert sentence().startswith("CALL_SECONDS cannot be read")

    @pytest.mark.parametrize(
        "given",
        [
            {"timezone": "Mars/Olympus"},
            {"timezone": ""},
            {"timezone": "../../etc/passwd"},
            {"holidays": "XX"},
            {"holidays": "US-ZZ"},
        ],
        ids=lambda given: "=".join(*given.items()),
    )
    def test_an_unknown_zone_country_or_subdivision_is_named_in_one_sentence(self, given):
        with pytest.raises(UserError) as refused:
            read_settings(**given).calendar()
        (value,) = given.values()
        assert value in str(refused.value)
        assert "\n" not in str(refused.value)

    def test_a_calendar_needs_no_holidays(self):
        assert read_settings(timezone="Europe/Paris").calendar().zone == "Europe/Paris"


class TestTheMovedClock:
    @pytest.mark.parametrize("url", ["http://127.0.0.1:8765/api/", "http://localhost:1/api/", "http://[::1]:8765/api/"])
    def test_a_workspace_on_this_machine_may_move_the_clock(self, url):
        assert read_settings(slack_api_url=url, sandbox_clock="/tmp/clock").clock_file == Path("/tmp/clock")

    @pytest.mark.parametrize(
        "url",
        [
            SLACK,
            "https://slack-gov.com/api/",
            "http://192.168.1.7:8765/api/",
            "http://127.0.0.1.example.org/api/",
            "http://localhost@example.org/api/",
            "http://example.org/localhost",
            "",
        ],
    )
    def test_the_time_of_a_real_school_is_never_moved(self, url):
        assert read_settings(slack_api_url=url, sandbox_clock="/tmp/clock").clock_file is None

    def test_without_a_file_the_clock_is_the_wall_s(self):
        assert read_settings(slack_api_url="http://127.0.0.1:8765/api/").clock_file is None


class TestAddresses:
    @pytest.mark.parametrize(
        ("listed", "found"),
        [
            ("", ()),
            ("U0LEE", ("U0LEE",)),
            ("U0LEE,U0KIM", ("U0LEE", "U0KIM")),
            (" U0LEE , U0KIM, ", ("U0LEE", "U0KIM")),
            ("<@U0LEE>, <@W0KIM>", ("U0LEE", "W0KIM")),
            (",,", ()),
        ],
    )
    def test_ids_are_parted_by_commas(self, listed, found):
        assert addresses(listed) == found


class TestDateOrder:
    @pytest.mark.parametrize(
        ("holidays", "zone", "order"),
        [
            ("US-TX", "America/Chicago", DateOrder.MONTH_FIRST),
            ("US", "Europe/London", DateOrder.MONTH_FIRST),
            ("GB-ENG", "America/New_York", DateOrder.DAY_FIRST),
            ("", "America/New_York", DateOrder.MONTH_FIRST),
            ("", "America/Los_Angeles", DateOrder.MONTH_FIRST),
            ("", "US/Eastern", DateOrder.MONTH_FIRST),
            ("", "GB", DateOrder.DAY_FIRST),
            ("", "Japan", DateOrder.YEAR_FIRST),
            ("", "Europe/London", DateOrder.DAY_FIRST),
            ("", "Australia/Sydney", DateOrder.DAY_FIRST),
            ("", "Europe/Berlin", DateOrder.DAY_FIRST),
            ("", "Asia/Tokyo", DateOrder.YEAR_FIRST),
            ("JP", "Europe/London", DateOrder.YEAR_FIRST),
            ("", "UTC", DateOrder.DAY_FIRST),
            ("", "Etc/GMT+5", DateOrder.DAY_FIRST),
            ("", "Mars/Olympus", DateOrder.DAY_FIRST),
            ("XX", "America/New_York", DateOrder.DAY_FIRST),
            ("0-0", "America/New_York", DateOrder.DAY_FIRST),
            ("-", "America/New_York", DateOrder.MONTH_FIRST),
        ],
    )
    def test_it_is_that_of_the_country_or_else_of_the_zone(self, holidays, zone, order):
        assert date_order(holidays, zone) is order
