"""What tests of linked data share."""

import pytest

from directory.formats.linked.dcat import graph_of


@pytest.fixture
def graph(network):
    """The catalogue of all data."""
    return graph_of("http://testserver/")
