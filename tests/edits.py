"""Edits of the LUMI AI Factory, as somebody makes them in the admin."""

from directory.models import Site
from tests.factories import recorded

LUMI = "lumi-ai-factory"


def edit(**values):
    with recorded():
        site = Site.objects.get(slug=LUMI)
        for name, value in values.items():
            setattr(site, name, value)
        site.save()
