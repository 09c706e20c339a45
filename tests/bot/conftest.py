"""Enough examples to find what breaks, and no limit of time for each: the machine may be busy with other tests."""

from hypothesis import settings

settings.register_profile("bot", deadline=None, max_examples=60)
settings.load_profile("bot")
