"""What tests of losing nothing stand on."""

import pytest

from tests import own_database


@pytest.fixture
def own_network(transactional_db, tmp_path):
    """The real network in a database of the test's own, which it may ruin; gives its name."""
    with own_database.copied(tmp_path) as name:
        yield name
