"""The resources of OGC API - Features, each as JSON and as a page."""

import json
from typing import Any

from django import forms
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from directory.answering.absent import absent
from directory.answering.open_data import open_data
from directory.answering.problems import wrong_question
from directory.answering.snapshot import snapshot
from directory.api.ogc import links
from directory.api.ogc.collections import COLLECTIONS, described, selection_named
from directory.api.ogc.definition import definition, description, title
from directory.api.ogc.features import one_feature, page_of_features
from directory.api.ogc.fields import FormatForm
from directory.api.ogc.media_types import GEOJSON, HTML, JSON, OPENAPI, SCHEMA, resource
from directory.api.ogc.question import FeatureQuestion
from directory.api.ogc.reading import reading
from directory.api.ogc.schemas import json_schema
from directory.columns import COLUMNS
from directory.formats.json import dumps
from directory.selection.asking import Asked

CONFORMS_TO = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}"
    for part in ("core", "oas30", "html", "geojson")
]


@resource(JSON, HTML)
def landing(request: HttpRequest, media_type: str) -> HttpResponseBase:
    content = {
        "title": title(),
        "description": description(),
        "links": links.of_landing(request),
    }
    lists = [(name, selection.title) for name, (selection, _words) in COLLECTIONS.items()]
    address = links.address_of(request, "landing")
    return document(request, media_type, content, "landing", lists=lists, address=address)


@resource(JSON, HTML)
def conformance(request: HttpRequest, media_type: str) -> HttpResponseBase:
    return document(request, media_type, {"conformsTo": CONFORMS_TO}, "conformance")


@resource(OPENAPI, JSON, HTML)
def api(request: HttpRequest, media_type: str) -> HttpResponseBase:
    content = definition(request)
    if media_type == HTML:
        content = reading(content)
    return document(request, media_type, content, "api", linked=False)


@resource(JSON, HTML)
def collections(request: HttpRequest, media_type: str) -> HttpResponseBase:
    content = {"collections": described(request, *COLLECTIONS), "links": [links.licence()]}
    return document(request, media_type, content, "collections")


@resource(JSON, HTML)
def collection(request: HttpRequest, media_type: str, name: str) -> HttpResponseBase:
    selection_named(name)
    [content] = described(request, name)
    return document(request, media_type, content, "collection")


@open_data
def schema(request: HttpRequest, name: str) -> HttpResponseBase:
    selection_named(name)
    if mistakes := Asked(request.GET, forms.Form).mistakes:
        return wrong_question(mistakes, request.build_absolute_uri())
    content = json_schema(name, links.address_of(request, "schema", name))
    return HttpResponse(dumps(content), content_type=SCHEMA)


@resource(GEOJSON, JSON, HTML)
def items(request: HttpRequest, media_type: str, name: str) -> HttpResponseBase:
    selection_class = selection_named(name)
    with snapshot():
        question = FeatureQuestion(selection_class, request.GET)
        if mistakes := question.mistakes:
            return wrong_question(mistakes, request.build_absolute_uri())
        if media_type == HTML:
            pages = links.of_pages(request, HTML, question.pages)
            return page_of(request, "items", question, pages=pages)
        content = page_of_features(request, question, media_type)
        return HttpResponse(dumps(content), content_type=media_type)


@resource(GEOJSON, JSON, HTML)
def item(request: HttpRequest, media_type: str, name: str, slug: str) -> HttpResponseBase:
    selection_class = selection_named(name)
    if not slug_re.match(slug):
        raise Http404
    with snapshot():
        question = FeatureQuestion(selection_class, request.GET, slug)
        if mistakes := question.mistakes:
            return wrong_question(mistakes, request.build_absolute_uri())
        row = next(question.selection.each(), None)
        if row is None:
            return absent(question.selection, request.build_absolute_uri())
        if media_type == HTML:
            return page_of(request, "item", question, row=row)
        content = one_feature(request, question, row, media_type)
        return HttpResponse(dumps(content), content_type=media_type)


def document(
    request: HttpRequest,
    media_type: str,
    content: dict[str, Any],
    template: str,
    *,
    linked: bool = True,
    **context: Any,
) -> HttpResponseBase:
    """Answer with what is no answer to a question: it can be asked for in a format only."""
    if mistakes := Asked(request.GET, FormatForm).mistakes:
        return wrong_question(mistakes, request.build_absolute_uri())
    if media_type == HTML:
        context |= {"content": content, "as_json": as_json(request)}
        return render(request, f"directory/ogc/{template}.html", context)
    if linked:
        own = links.representations(request, media_type, JSON)
        content["links"] = [*own, *content.get("links", ())]
    return HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type=media_type)


def page_of(
    request: HttpRequest, template: str, question: FeatureQuestion, **context: Any
) -> HttpResponseBase:
    """Answer with a page of features, or of one."""
    request.as_of = question.selection.as_of  # type: ignore[attr-defined]
    columns = COLUMNS[question.selection.name]
    context |= {
        "question": question,
        "selection": question.selection,
        "columns": columns,
        "as_json": as_json(request),
        "json_type": GEOJSON,
        "json_label": "GeoJSON",
    }
    return render(request, f"directory/ogc/{template}.html", context)


def as_json(request: HttpRequest) -> str:
    return links.this_with(request, f="json")
