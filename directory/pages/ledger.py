"""Pages of the ledger: the claims beside what the directory counts, and each claim by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.evidence.counting import Metric
from directory.evidence.ledger import Ledger
from directory.evidence.network import Network
from directory.models import Claim, ClaimTopic
from directory.pages.answers import dated, public
from directory.pages.lists import list_page
from directory.selection import ClaimSelection


@dataclass
class Question:
    """Claims that stand together: those that a topic holds, or (None) those that none does."""

    topic: ClaimTopic | None
    claims: list[Claim] = field(default_factory=list)

    @property
    def is_counted(self) -> bool:
        return any(claim.entry.metric.is_counted for claim in self.claims)


def questions_of(claims: Iterable[Claim], asked: Iterable[str] = ()) -> list[Question]:
    """Return claims by the questions that they answer differently, those of none last.

    First come questions of which something is counted. A claim that answers two questions stands
    under both, unless only one of them is `asked` for.
    """
    asked = set(asked)
    questions: dict[str, Question] = {}
    alone = Question(None)
    for claim in claims:
        topics = list(claim.topics.all())
        for topic in (topic for topic in topics if not asked or topic.pk in asked):
            questions.setdefault(topic.pk, Question(topic)).claims.append(claim)
        if not topics:
            alone.claims.append(claim)
    by_name = sorted(
        questions.values(), key=lambda q: (not q.is_counted, q.topic.sort_key if q.topic else "")
    )
    return [*by_name, *([alone] if alone.claims else [])]


def metrics_of(claims: Iterable[Claim]) -> list[Metric]:
    """Return what claims are about, each once: what is counted first, by label."""
    metrics = {claim.entry.metric.name: claim.entry.metric for claim in claims}
    return sorted(metrics.values(), key=lambda m: (not m.is_counted, str(m.reason), str(m.label)))


@public
def ledger(request: HttpRequest) -> HttpResponse:
    selection = ClaimSelection(request.GET)
    claims = list(selection.page)
    return list_page(
        request,
        selection,
        "directory/ledger.html",
        questions=questions_of(claims, selection.asked("subject") or ()),
        metrics=metrics_of(claims),
    )


@public
@dated
def claim_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a claim: who states it, what is counted, what others claim otherwise."""
    claims = Claim.objects.select_related("source").prefetch_related("also_stated_by")
    day = request.as_of.day  # type: ignore[attr-defined]
    others = claims.as_of(day).order_by("latest", "sort_key", "slug")
    topics = ClaimTopic.objects.prefetch_related(Prefetch("claims", others))
    claim = get_object_or_404(claims.prefetch_related(Prefetch("topics", topics)), slug=slug)
    book = Ledger(Network.now(), day)
    claim.entry = book.entry(claim)
    questions = []
    for topic in claim.topics.all():
        differing = [other for other in topic.claims.all() if other.pk != claim.pk]
        for other in differing:
            other.entry = book.entry(other)
        questions.append(Question(topic, differing))
    context = {
        "claim": claim,
        "entry": claim.entry,
        "questions": questions,
        "trail": [(_("Ledger"), reverse("directory:ledger"))],
    }
    return render(request, "directory/claim_detail.html", context)
