"""How to get help where a site publishes no contact: the helpdesk of EuroHPC, with its sources."""

import pytest

from directory.evidence.helpdesk import HELPDESK
from directory.models import Site, Source
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

ADDRESS = "https://www.eurohpc-ju.europa.eu/ai-factories/helpdesk-ai-factories_en"


def has_contact(site):
    return bool(site.contact_email or site.contact_url)


@pytest.mark.slow
def test_the_helpdesk_stands_on_exactly_the_pages_without_a_contact(client):
    for site in Site.objects.all():
        shown = client.get(site.get_absolute_url()).context["helpdesk"]
        assert (shown is None) == has_contact(site), site


def test_the_helpdesk_names_its_sources(client):
    content = client.get("/sites/skaiat/").content.decode()

    assert f'href="{ADDRESS}"' in content
    helpdesk = content.partition('id="helpdesk"')[2].partition("</div>")[0]
    assert "Helpdesk AI Factories" in helpdesk
    assert "Application Path Guide" in helpdesk


def test_an_editor_corrects_the_address_in_one_place(client):
    with recorded():
        source = Source.objects.get(pk=HELPDESK)
        source.url = "https://example.org/helpdesk"
        source.save()

    content = client.get("/sites/skaiat/").content.decode()

    assert 'href="https://example.org/helpdesk"' in content
    assert ADDRESS not in content
