"""What the seed texts tell stands at most three clicks from the front page."""

import re
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest
from django.db.models import Q

from directory.models import Citation, Claim, Source

SEEDS = ("seed-000", "seed-004")
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def links_on(client, page):
    """Return the paths of the pages that a page links to."""
    answer = client.get(page)
    if not answer["Content-Type"].startswith("text/html"):
        return set()
    links = {urldefrag(unescape(link)).url for link in LINK.findall(answer.content.decode())}
    paths = {urlsplit(link).path for link in links if link.startswith("/")}
    return {path for path in paths if path.endswith("/")}


def not_reached(client, wanted, clicks):
    """Return those of the pages to which no way of so many clicks leads from the front page."""
    reached, newest = {"/"}, {"/"}
    for _click in range(clicks):
        found = set()
        for page in sorted(newest, key=len):  # lists before records: they lead to most
            if wanted <= reached | found:
                return set()
            found |= links_on(client, page)
        newest = found - reached
        reached |= found
    return wanted - reached


@pytest.mark.usefixtures("network")
def test_every_page_that_rests_on_a_seed_text_is_three_clicks_away(client):
    cited = Citation.objects.public().filter(source__in=SEEDS).select_related(*Citation.SUBJECTS)
    records = {citation.owner() for citation in cited}
    claims = Claim.objects.filter(Q(source__in=SEEDS) | Q(also_stated_by__in=SEEDS)).distinct()
    wanted = {*records, *claims, *Source.objects.filter(pk__in=SEEDS)}
    pages = {record.get_absolute_url() for record in wanted if hasattr(record, "get_absolute_url")}

    assert len(claims) >= 10
    assert not_reached(client, pages, clicks=3) == set()
