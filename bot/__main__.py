"""`python -m bot …`: the commands of the program, and the only importer of the sandbox."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import calendar_commands, partner_commands
from bot.clock import moved_clock
from bot.etiquette_command import etiquette
from bot.http_front import SLACK_PATH
from bot.http_manifest import manifest_for
from bot.ledger_command import Of, Week, show_ledger
from bot.report_command import report
from bot.running import end_soon, run_bot, tell_of_everything
from bot.settings import SANDBOX, Settings, date_order, read_settings
from bot.spelling_command import spelling
from bot.stores import open_store
from domain.dates_in_words import DateOrder
from domain.errors import UserError
from domain.school import digest_moment_after
from domain.school_days import SchoolCalendar

MANIFEST = Path(__file__).parent.parent / "manifest.json"

_LANGUAGES = {DateOrder.MONTH_FIRST: "en-US", DateOrder.DAY_FIRST: "en-GB", DateOrder.YEAR_FIRST: "en-CA"}
"""What the sandbox's people have chosen in Slack, by how their school writes dates."""

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Library Partner: the library’s promises, kept.")
app.add_typer(calendar_commands.app, name="calendar")
app.add_typer(partner_commands.app, name="partners")
app.command()(report)
app.command()(etiquette)
app.command()(spelling)

_COMPANIONS = (
    "Socket Mode needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN, HTTP mode SLACK_SIGNING_SECRET instead of the latter"
)

Port = Annotated[int, typer.Option(min=0, max=65535, help="Where the sandbox workspace listens, on this machine only.")]
PublicUrl = Annotated[
    str, typer.Option(help="For HTTP mode: where Slack reaches the program, such as https://library.example.org")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Empty the sandbox first.")]


@app.command()
def run(port: Port = 8765, fresh: Fresh = False) -> None:  # noqa: FBT002  # a flag of the command line
    """Connects to Slack by Socket Mode, or is called over HTTP; without tokens it starts the sandbox workspace."""
    with readable_errors():
        settings = read_settings()
        tell_of_everything(settings.log_level)
        if not settings.has_tokens:
            run_sandbox(settings, port, fresh=fresh)
            return
        _check_tokens(settings)
        run_bot(settings, ready=lambda: typer.echo(f"Library Partner {_how_reached(settings)}. Ctrl-C ends it."))


@app.command()
def sandbox(port: Port = 8765, fresh: Fresh = False) -> None:  # noqa: FBT002  # likewise
    """A pretend workspace with its own page, to try everything without Slack."""
    with readable_errors():
        settings = read_settings()
        tell_of_everything(settings.log_level)
        run_sandbox(settings, port, fresh=fresh)


@app.command()
def migrate() -> None:
    """Brings the tables of DATABASE_URL up to date; `run` does so by itself."""
    with readable_errors():
        open_store(read_settings().database_url).engine.dispose()
        typer.echo("The tables are up to date.")


@app.command()
def manifest(url: PublicUrl = "") -> None:
    """Prints the Slack app's manifest, to be pasted where Slack asks for it."""
    text = MANIFEST.read_text(encoding="utf-8")
    try:
        typer.echo(manifest_for(url, text) if url else text, nl=False)
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@app.command()
def ledger(week: Week = False, of: Of = "") -> None:  # noqa: ARG001, FBT002  # --week says what is shown in any case
    """What was owed this week, and what became of it; exit code 1 if anything is unexplained."""
    with readable_errors():
        unexplained = show_ledger(of)
    if unexplained:
        raise typer.Exit(1)


def run_sandbox(settings: Settings, port: int, *, fresh: bool) -> None:
    """The whole real bot against a workspace on this machine; its store is the sandbox's, never DATABASE_URL's."""
    from bot.sandbox.server import PortInUseError, Sandbox  # noqa: PLC0415  # a real school's bot never loads it

    calendar = settings.calendar()
    workspace = Sandbox(
        SANDBOX,
        manifest=MANIFEST,
        port=port,
        zone=settings.timezone,
        locale=_LANGUAGES[date_order(settings.holidays, settings.timezone)],
        fresh=fresh,
        next_morning=calendar.opening_after,
        next_friday=lambda now: digest_moment_after(calendar, now),
    )
    is_new = not workspace.clock_file.exists()
    try:
        workspace.start()
    except PortInUseError as error:
        raise UserError(f"Port {port} is in use. Choose another one: make run ARGS=“--port {port + 1}”.") from error
    try:
        if is_new:
            _begin_in_school_hours(workspace, calendar)
        run_bot(_sandbox_settings(settings, workspace), ready=lambda: _say_where(workspace.url))
    finally:
        workspace.stop()


def _sandbox_settings(settings: Settings, workspace: Any) -> Settings:  # noqa: ANN401  # the sandbox is not imported here
    return read_settings(
        slack_bot_token=workspace.bot_token,
        slack_app_token=workspace.app_token,
        slack_api_url=workspace.api_url,
        database_url=f"sqlite:///{SANDBOX / 'library.db'}",
        sandbox_clock=str(workspace.clock_file),
        timezone=settings.timezone,
        holidays=settings.holidays,
        school_name=settings.school_name,
        librarians="U0LEE",
        administrators="U0SAM",
    )


def _begin_in_school_hours(workspace: Any, calendar: SchoolCalendar) -> None:  # noqa: ANN401  # likewise
    """Whoever tries it on a Sunday would otherwise see nothing reach the librarian before Monday."""
    if not calendar.is_open(moved_clock(workspace.clock_file)()):
        workspace.moving_clock.forward("morning")


def _say_where(url: str) -> None:
    typer.echo(f"The sandbox workspace is open: {url}\nSwitch between Ada, Lee and Sam there. Ctrl-C ends it.")


def _how_reached(settings: Settings) -> str:
    if not settings.is_called_by_slack:
        return "is connected to Slack"
    return f"waits for Slack’s requests at http://{settings.host}:{settings.port}{SLACK_PATH}"


def _check_tokens(settings: Settings) -> None:
    needed = (("slack_bot_token", "xoxb-"), ("slack_app_token", "xapp-"))
    for name, prefix in needed[:1] if settings.is_called_by_slack else needed:
        if not getattr(settings, name):
            raise UserError(f"{name.upper()} is missing: {_COMPANIONS}, see .env.example.")
        if not getattr(settings, name).startswith(prefix):
            raise UserError(f"{name.upper()} should begin with {prefix}. Copy it again from the app’s settings.")


@contextmanager
def readable_errors() -> Iterator[None]:
    """One sentence and exit code 1, instead of a traceback, for what somebody can put right."""
    try:
        yield
    except UserError as error:
        typer.echo(str(error), err=True)
        sys.stdout.flush()
        end_soon(1)
        raise typer.Exit(1) from None
    end_soon()


if __name__ == "__main__":
    app()
