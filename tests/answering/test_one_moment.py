"""What is sent over some time is of one moment, and nobody has to wait for it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from directory.answering.streaming import WHOLE, answer_of, of_one_moment
from directory.models import Country
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("transactional_db", "network")

PATIENCE = 20


def rename():
    """Rename Finland over a connection of one's own, as an editor does meanwhile."""
    try:
        with recorded():
            finland = Country.objects.get(pk="FI")
            finland.name = "Suomi"
            finland.save()
    finally:
        connection.close()


def name():
    return Country.objects.values_list("name", flat=True).get(pk="FI")


def long_text():
    """Give the name at the beginning and at the end of what is too long to be sent whole."""
    yield name()
    yield " " * WHOLE
    yield name()


def answered(pieces):
    return of_one_moment(lambda moment: answer_of(pieces(), "text/plain", moment))


def test_an_edit_meanwhile_is_in_the_next_answer():
    response = answered(long_text)
    with ThreadPoolExecutor(1) as threads:
        threads.submit(rename).result(PATIENCE)

    assert response.streaming
    assert response.getvalue().decode().split() == ["Finland", "Finland"]
    assert name() == "Suomi"


def test_an_answer_nobody_waits_for_leaves_nothing_open():
    response = answered(long_text)

    response.close()

    with recorded():  # which a transaction still open would refuse
        Country.objects.filter(pk="FI").update(name="Suomi")
    assert name() == "Suomi"


def test_what_cannot_be_begun_is_no_half_answer():
    def broken():
        yield name()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        answered(broken)
    with recorded():
        Country.objects.filter(pk="FI").update(name="Suomi")
