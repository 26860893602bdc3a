"""What tests of APIs share with those of pages."""

from tests.pages.conftest import content, queries_of  # noqa: F401
