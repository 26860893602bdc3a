"""Which records belong to a site, a wave, a country: what the changes of each are changes of."""

import re
from collections.abc import Iterator
from functools import cached_property

from django.db.models import CharField, Value

from directory.models import Organisation, Site, SiteMachine, Supercomputer, Version

#: A record by the name of its kind and its slug.
Key = tuple[str, str]

#: How the form of a record names what it belongs to.
NAMED = re.compile(r"^(country|wave): ['\"]?([\w-]+)['\"]?$", re.MULTILINE)


class Belonging:
    """What belongs to what, asked for once for all filters: today, and when it was removed."""

    @cached_property
    def by_kind(self) -> dict[str, set[tuple[str, Key]]]:
        """Return (slug, record that belongs to it) by the kind of what it belongs to."""
        kinds = ("sites", "waves", "countries")
        found: dict[str, set[tuple[str, Key]]] = {kind: set() for kind in kinds}
        for kind, slug, record in (*self._current(), *self._removed()):
            found[kind].add((slug, record))
        return found

    def _current(self) -> Iterator[tuple[str, str, Key]]:
        waves = {}
        sites = Site.objects.public().order_by().values_list("slug", "country", "wave")
        for site, country, waves[site] in sites:
            yield "countries", country, ("sites", site)
            yield "waves", waves[site], ("sites", site)
        uses = SiteMachine.objects.filter(site__published=True).order_by()
        for site, machine in uses.values_list("site", "supercomputer"):
            yield "sites", site, ("supercomputers", machine)
            yield "waves", waves[site], ("supercomputers", machine)
        machines, bodies = (
            model._default_manager.exclude(country=None)
            .order_by()
            .values_list(Value(kind, output_field=CharField()), "slug", "country")
            for kind, model in (("supercomputers", Supercomputer), ("organisations", Organisation))
        )
        for kind, slug, country in machines.union(bodies, all=True):
            yield "countries", country, (kind, slug)

    def _removed(self) -> Iterator[tuple[str, str, Key]]:
        """Yield what removed records last belonged to."""
        removals = Version.objects.public().filter(form="").with_previous().order_by()
        for removal in removals:
            for key, value in NAMED.findall(removal.before):
                kind = {"country": "countries", "wave": "waves"}[key]
                yield kind, value, (removal.kind, removal.slug)

    @cached_property
    def versions(self) -> dict[Key, list[int]]:
        """Return the keys of the versions of each record of the kinds that belong to something."""
        kinds = {"sites", "waves", "countries", "supercomputers", "organisations"}
        found: dict[Key, list[int]] = {}
        rows = Version.objects.filter(kind__in=kinds).order_by()
        for pk, kind, slug in rows.values_list("pk", "kind", "slug"):
            found.setdefault((kind, slug), []).append(pk)
        return found
