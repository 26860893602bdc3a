"""What a message says of a wrong answer."""

from django import forms
from django.http import QueryDict

from directory.selection.asking import MOST_ACCEPTED, Asked


class Numbers(forms.Form):
    one = forms.ChoiceField(choices=[(str(n), n) for n in range(MOST_ACCEPTED + 5)])


def test_a_message_names_the_first_of_very_many_accepted_values():
    (mistake,) = Asked(QueryDict("one=none"), Numbers).mistakes

    assert mistake.accepted[:2] == ("0", "1")
    assert mistake.accepted[-2:] == (str(MOST_ACCEPTED - 1), "…")
    assert mistake.reason == "“none” is not accepted here."
