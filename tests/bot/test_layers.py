"""Four floors with every arrow down, and only the top one knows Slack, the wall's clock and the environment."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "store", "domain")
BELOW = ("handlers", "store", "domain")
ASKING = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "os.environ",
    "os.getenv",
    "os.environb",
}
"""The clock and the environment: below the top floor they are arguments."""

BUILDERS = {
    "create_engine",
    "open_engine",
    "sessionmaker",
    "App",
    "WebClient",
    "Store",
    "Ticker",
    "BackgroundScheduler",
}
"""What is made in the one place where things are put together, and never because a file was imported."""


def sources(*floors: str) -> list[Path]:
    return [path for floor in floors for path in sorted((ROOT / floor).rglob("*.py"))]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def asks(tree: ast.AST) -> list[str]:
    """What of ASKING a file mentions, however the module was imported."""
    found = [dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    found += [f"{node.module}.{each.name}" for node in _from_imports(tree) for each in node.names]
    return [name for name in found if any(name == each or name.endswith(f".{each}") for each in ASKING)]


def _from_imports(tree: ast.AST) -> list[ast.ImportFrom]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Everything that runs when a file is imported: all but the bodies of functions."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *(each for each in node.args.kw_defaults if each)]
        elif not isinstance(node, ast.Lambda) and not _is_only_for_programs(node):
            waiting += [*ast.iter_child_nodes(node)]


def _is_only_for_programs(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__main__" in ast.dump(node.test)


def test_the_contracts_of_the_four_floors_are_kept():
    tool = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


@pytest.mark.parametrize("path", sources(*BELOW), ids=lambda path: str(path.relative_to(ROOT)))
def test_below_the_top_floor_nobody_knows_slack(path):
    assert [name for name in imported(parsed(path)) if name.startswith("slack_")] == []


@pytest.mark.parametrize("path", sources(*BELOW), ids=lambda path: str(path.relative_to(ROOT)))
def test_below_the_top_floor_nobody_asks_for_the_time_or_the_environment(path):
    assert asks(parsed(path)) == []


def test_asking_is_found_however_it_is_written():
    written = "import datetime as dt, os\nfrom os import environ\nfrom time import time\n"
    written += "dt.datetime.now()\nos.environ['X']\nos.getenv('X')\n"
    assert sorted(asks(ast.parse(written))) == ["dt.datetime.now", "os.environ", "os.environ", "os.getenv", "time.time"]


def test_the_top_floor_does_know_slack_so_the_search_finds_what_it_looks_for():
    assert any(name.startswith("slack_") for path in sources("bot") for name in imported(parsed(path)))


@pytest.mark.parametrize("path", sources(*FLOORS), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_put_together_because_a_file_was_imported(path):
    calls = [node for node in at_import(parsed(path)) if isinstance(node, ast.Call)]
    assert [dotted(call.func) for call in calls if dotted(call.func).rpartition(".")[2] in BUILDERS] == []


def test_putting_together_at_import_is_found_and_in_a_function_is_fine():
    written = "engine = sa.create_engine('x')\ndef wire(): return App()\nclass A:\n  client = WebClient()\n"
    calls = [node for node in at_import(ast.parse(written)) if isinstance(node, ast.Call)]
    assert sorted(dotted(call.func) for call in calls) == ["WebClient", "sa.create_engine"]


def test_only_the_command_line_imports_the_sandbox():
    importers = {
        path.relative_to(ROOT).as_posix()
        for path in sources(*FLOORS)
        if "sandbox" not in path.parts and any(name.startswith("bot.sandbox") for name in imported(parsed(path)))
    }
    assert importers == {"bot/__main__.py"}
