"""The catalogue of all data as DCAT-AP, for data portals to harvest."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from directory.answering.open_data import open_data
from directory.answering.parameterless import parameterless
from directory.answering.snapshot import snapshot
from directory.formats.linked.syntaxes import SYNTAXES


@open_data
@parameterless
def catalog(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Answer with the catalogue in one of the syntaxes of RDF."""
    if suffix not in SYNTAXES:
        raise Http404
    syntax, address = SYNTAXES[suffix], request.build_absolute_uri()
    with snapshot():
        return HttpResponse(syntax.write(address), content_type=syntax.media_type)
