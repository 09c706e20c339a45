"""When old things are removed: once for each week that grows old, and not over and over after a failure."""

from datetime import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from bot import forgetting
from bot.forgetting import Forgetting
from store.session import StoreBusyError
from tests.bot.stories import NOW


class Looks:
    """What each look through the tables finds, in turn, and how many looks there were."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, finds: tuple[bool | Exception, ...] = ()) -> None:
        self.finds, self.count, self.before = list(finds), 0, NOW
        monkeypatch.setattr(forgetting, "forget_one", self.look)
        monkeypatch.setattr(forgetting, "edge_of", lambda _school, _now: SimpleNamespace(before=self.before))
        monkeypatch.setattr(forgetting.schools, "get", lambda _db, _school_id: None)

    def look(self, _store: object, _school_id: object, _now: datetime) -> bool:
        self.count += 1
        found = self.finds.pop(0) if self.finds else False
        if isinstance(found, Exception):
            raise found
        return found


class NoStore:
    def reading(self) -> "NoStore":
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture
def step() -> Forgetting:
    return Forgetting(NoStore(), uuid4())


def test_it_goes_on_until_nothing_is_left_and_then_looks_no_more(monkeypatch, step):
    looks = Looks(monkeypatch, (True, True))
    assert [step(NOW) for _ in range(6)] == [True, True, False, False, False, False]
    assert looks.count == 3


def test_it_looks_again_when_another_week_has_grown_old_or_less_is_kept(monkeypatch, step):
    looks = Looks(monkeypatch)
    step(NOW)
    looks.before = NOW.replace(day=9)
    step(NOW)
    assert looks.count == 2


def test_a_busy_store_is_tried_again_at_the_next_tick(monkeypatch, step):
    looks = Looks(monkeypatch, (StoreBusyError("busy"), True))
    with pytest.raises(StoreBusyError):
        step(NOW)
    assert step(NOW)
    assert looks.count == 2


def test_a_bug_is_not_met_every_second(monkeypatch, step):
    looks = Looks(monkeypatch, (ValueError("a bug"), True))
    with pytest.raises(ValueError, match="a bug"):
        step(NOW)
    assert [step(NOW) for _ in range(5)] == [False] * 5
    assert looks.count == 1
