"""Folded names sort and match as people expect."""

import pytest

from directory.text import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Łódź", "lodz"),
        ("Forschungszentrum Jülich", "forschungszentrum julich"),
        ("AI:AT", "ai at"),
        ("BRAIN++", "brain"),
        ("  L-AI  Factory ", "l ai factory"),
        ("Straße", "strasse"),
        ("Türkiye", "turkiye"),
        ("Αθήνα", "αθηνα"),
    ],
)
def test_fold(name, folded):
    assert fold(name) == folded
