"""Where an error on a page, or in one fact of a record, can be reported."""

from urllib.parse import urlencode

from django import template
from django.urls import get_script_prefix, reverse

from directory.models import Record

register = template.Library()


@register.simple_tag(takes_context=True)
def report_address(context: template.Context, of: Record | None = None, fact: str = "") -> str:
    """Return the address of a report about this page, or about a fact of a record with a page."""
    page = of.get_absolute_url() if of else context["request"].path_info
    path, hash_, fragment = page.partition("#")
    if of:  # whole as people follow it, while a report names it within the portal
        path = "/" + path.removeprefix(get_script_prefix())
    about = {"about": f"{path}{context['as_of'].query}{hash_}{fragment}"}
    query = urlencode(about | ({"field": fact} if fact else {}), safe="/")
    return f"{reverse('directory:report')}?{query}"
