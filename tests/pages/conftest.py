"""What tests of pages share."""

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries_of(client):
    """Ask for a page and return how many queries its answer took."""

    def count(address):
        reset_queries()  # the log holds so many only, and some tests open every page
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def content(client):
    """Return the text of the page at an address."""
    return lambda address: client.get(address).content.decode()
