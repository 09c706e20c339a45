"""The one kind of error that people are meant to read."""


class UserError(Exception):
    """Shown, as it stands, to the person who acted: what is the matter and what to do next. Everything else is a bug."""
