"""What the forms behind Settings say before anything is saved."""

from showing import labels_of, opened

from bot.slack.blocks.forms import Errand
from bot.slack.blocks.settings_forms import people_form


def hint_under(form: dict, label: str) -> str:
    return next(each["hint"]["text"] for each in form["blocks"] if each.get("label", {}).get("text") == label)


def test_a_librarian_who_takes_herself_out_reads_first_what_that_means():
    form = opened(people_form((), (), Errand()))
    assert labels_of(form)[0] == "Librarians"
    assert hint_under(form, "Librarians").endswith("If you take yourself out, this page is no longer yours.")
    assert "yourself" not in hint_under(form, "Administrators")
