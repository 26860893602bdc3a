"""Made-up sites for benchmarks, written past the editing into a database of their own."""

from directory.editing import guard
from directory.models import Country, Milestone, Site, Wave


def fill(size: int) -> None:
    """Make sites, every tenth without a place, each with the step that selected it."""
    day = "2024-12-10"
    with guard.lifted():
        country = Country.objects.create(
            slug="FI", name="Finland", label_latitude=64, label_longitude=26
        )
        wave = Wave.objects.create(slug="wave-1", name="Wave", kind="factory", announced_on=day)
        made_up = (
            Site(
                slug=f"site-{n}",
                name=f"Site {n}",
                sort_key=f"site {n}",
                kind="factory",
                country=country,
                wave=wave,
                latitude=n % 70 if n % 10 else None,
                longitude=n % 30 if n % 10 else None,
                location_precision="city" if n % 10 else None,
            )
            for n in range(size)
        )
        Site.objects.bulk_create(made_up, batch_size=1000)
        steps = (
            Milestone(
                site_id=f"site-{n}",
                stage="selected",
                reached=True,
                as_published=day,
                earliest=day,
                latest=day,
            )
            for n in range(size)
        )
        Milestone.objects.bulk_create(steps, batch_size=1000)
