"""Examples are searched for without a stopwatch: a busy machine is no mistake of the rules."""

from hypothesis import settings

settings.register_profile("domain", deadline=None, max_examples=80)
settings.load_profile("domain")
