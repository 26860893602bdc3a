"""Edits as somebody makes them in the admin."""

from directory.editing.drafting import drafts
from directory.editing.kinds import KINDS
from directory.editing.writing import newest_edition, published_form
from directory.models import Draft, Site
from tests.factories import recorded

LUMI = "lumi-ai-factory"


def edit(**values):
    """Change the LUMI AI Factory."""
    with recorded():
        site = Site.objects.get(slug=LUMI)
        for name, value in values.items():
            setattr(site, name, value)
        site.save()


def begin_draft(kind: str, slug: str, **values: object) -> Draft:
    """Keep a change of a record as a draft that rests on its newest version."""
    of = KINDS[kind]
    form, base = published_form(of, slug) | values, newest_edition(of, slug)
    return drafts.begin(of, slug, form, base=base, who="eva", why="A change.")
