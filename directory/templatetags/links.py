"""What the front page of the admin tells of links."""

from django import template

from directory.evidence.dead_links import dead_links

register = template.Library()


@register.simple_tag
def dead_links_total() -> int:
    """Return how many links were dead when they were last checked; one query."""
    return len(dead_links())
