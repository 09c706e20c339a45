"""The one kind of error that people are meant to read."""


class UserError(Exception):
    """Shown, as it stands, to the person who acted: what is the matter and what to do next. Everything else is a bug.

    `about` names the field of a form that it is about, where it is about one.
    """

    def __init__(self, words: str, about: str | None = None) -> None:
        super().__init__(words)
        self.about = about
