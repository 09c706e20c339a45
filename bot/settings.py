"""The environment, read once. The real environment wins over `.env`; every variable is explained in `.env.example`."""

from pathlib import Path
from urllib.parse import urlsplit

from babel.core import Locale, UnknownLocaleError, get_global
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.etiquette import MOST_EVER, MOST_UNPROMPTED
from domain.school_days import SchoolCalendar, check_holidays, check_zone
from handlers.manner import order_in

SANDBOX = Path(".sandbox")
"""Where the sandbox keeps its store, its workspace and its clock."""

SLACK = "https://slack.com/api/"

_NOWHERE = "ZZ"
"""The country of a zone that lies in none."""


class Settings(BaseSettings):
    """Names are those of the environment, in small letters."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    public_url: str = ""
    slack_api_url: str = SLACK
    database_url: str = "sqlite:///library-partner.db"
    log_level: str = "INFO"
    school_name: str = ""
    timezone: str = "America/New_York"
    holidays: str = ""
    librarians: str = ""
    administrators: str = ""
    most_unprompted: int = Field(default=MOST_UNPROMPTED, ge=1, le=MOST_EVER)
    sandbox_clock: str = ""
    call_seconds: float = Field(default=10, ge=1)
    landing_seconds: float = Field(default=60, gt=0)
    settling_seconds: float = Field(default=30, ge=0)
    picture_seconds: float = Field(default=30, gt=0)
    home_seconds: float = Field(default=1, ge=0)
    tick_seconds: float = Field(default=1, ge=0.1, le=60)

    @field_validator("slack_api_url")
    @classmethod
    def _check_web_address(cls, url: str) -> str:
        """An empty one means Slack's own."""
        if not url:
            return SLACK
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"it should begin with https://, and {url[:80]} does not")
        return url

    @field_validator("public_url")
    @classmethod
    def _check_public(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
            raise ValueError("it should be an address such as https://library.example.org")
        return url.rstrip("/")

    @property
    def has_tokens(self) -> bool:
        return bool(self.slack_bot_token or self.slack_app_token or self.slack_signing_secret)

    @property
    def is_called_by_slack(self) -> bool:
        """HTTP mode; with an app-level token it is Socket Mode."""
        return bool(self.slack_signing_secret and not self.slack_app_token)

    @property
    def clock_file(self) -> Path | None:
        """Only a server on this machine may bring a clock of its own: a real school's time is never moved."""
        is_local = urlsplit(self.slack_api_url).hostname in ("127.0.0.1", "localhost", "::1")
        return Path(self.sandbox_clock) if self.sandbox_clock and is_local else None

    def calendar(self) -> SchoolCalendar:
        """UserError for an unknown zone, country or subdivision."""
        check_zone(self.timezone)
        if self.holidays:
            check_holidays(self.holidays)
        return SchoolCalendar(zone=self.timezone, holidays=self.holidays)


def read_settings(**given: str) -> Settings:
    """`given` wins over the environment. UserError, in one sentence, for what cannot be read."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        raise UserError(
            f"{name} cannot be read: {first['msg'].removeprefix('Value error, ')}. See .env.example for what it takes."
        ) from error


def read_settings_of_the_store() -> Settings:
    """For commands that look at what the bot keeps: without tokens that is the sandbox's, as it is for `run`."""
    settings, kept = read_settings(), SANDBOX / "library.db"
    is_chosen = settings.database_url != Settings.model_fields["database_url"].default
    if settings.has_tokens or is_chosen or not kept.exists():
        return settings
    return read_settings(
        database_url=f"sqlite:///{kept}", sandbox_clock=str(SANDBOX / "clock"), slack_api_url="http://127.0.0.1/api/"
    )


def addresses(listed: str) -> tuple[str, ...]:
    """A comma-separated list of Slack user ids."""
    return tuple(part for part in (part.strip().strip("<@>") for part in listed.split(",")) if part)


def date_order(holidays: str, zone: str) -> DateOrder:
    """How the school's country writes 3/12, by its holidays or else its zone; day first where that says nothing."""
    country = _country(holidays, zone)
    if not country.isalpha() or country == _NOWHERE:
        return DateOrder.DAY_FIRST
    try:
        return order_in(Locale.parse(f"und_{country}"))
    except (UnknownLocaleError, ValueError):
        return DateOrder.DAY_FIRST


def _country(holidays: str, zone: str) -> str:
    place = get_global("zone_aliases").get(zone, zone)  # US/Eastern is another name of America/New_York
    return holidays.partition("-")[0] or str(get_global("zone_territories").get(place, ""))
