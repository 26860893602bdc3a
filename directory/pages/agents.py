"""What programs look for at the root of a host: robots.txt, llms.txt and security.txt."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from directory.answering.open_data import open_data
from directory.answering.parameterless import parameterless
from directory.evidence.footnotes import knowledge_horizon
from directory.evidence.quoting import CitedEdition
from directory.formats import FORMATS
from directory.models import Edition
from directory.pages.data import lists_of_data

TEXT = "text/plain; charset=utf-8"
#: How long security.txt holds; its standard advises less than a year.
HOLDS = datetime.timedelta(days=180)
USUAL_ADMIN_PATH = "admin"


@open_data
@parameterless
def llms(request: HttpRequest) -> HttpResponse:
    """Answer with what a language model needs to find its way, as llmstxt.org has it."""
    edition = Edition.current()
    address = edition and request.build_absolute_uri(edition.get_absolute_url())
    context = {
        "root": request.build_absolute_uri("/").removesuffix("/"),
        "edition": edition,
        "horizon": knowledge_horizon(),
        "citation": edition and CitedEdition(edition, address),
        "lists": lists_of_data(),
        "suffixes": [format_.suffix for format_ in FORMATS if not format_.is_followed],
    }
    return render(request, "directory/llms.txt", context, content_type=TEXT)


@open_data
@parameterless
def robots(request: HttpRequest) -> HttpResponse:
    """Answer with what robots may ask for: everything that does not multiply.

    Each page names its canonical address and those of a day forbid to be indexed, which only who
    may read them learns. The path of the admin is named where everybody knows it anyway.
    """
    left_out = [reverse("directory:search"), reverse("data:suggestions")]
    left_out += [reverse("directory:report")]
    if settings.ADMIN_PATH == USUAL_ADMIN_PATH:
        left_out.append(reverse("admin:index"))
    # Each filter on its own is worth a look, their combinations are more than anybody reads.
    left_out.append(f"{reverse('directory:home')}*?*&")
    sitemap = request.build_absolute_uri(reverse("data:sitemap"))
    rules = ["User-agent: *", *(f"Disallow: {path}" for path in left_out)]
    return HttpResponse("\n".join([*rules, "", f"Sitemap: {sitemap}", ""]), content_type=TEXT)


@open_data
@parameterless
def security(request: HttpRequest) -> HttpResponse:
    """Answer with whom to tell about a weakness (RFC 9116), where the operator names somebody.

    When it expires is computed: what is served is what the operator has configured by now, while
    a date that nobody renews would call it stale although it holds.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    today = timezone.now().astimezone(datetime.UTC).date()
    fields = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": f"{today + HOLDS}T00:00:00Z",
        "Preferred-Languages": "en",
        "Canonical": request.build_absolute_uri(request.path),
        "Policy": settings.SECURITY_POLICY,
    }
    lines = [f"{name}: {value}\n" for name, value in fields.items() if value]
    return HttpResponse("".join(lines), content_type=TEXT)
