"""The definition of this API in OpenAPI 3.0, made from what the selections accept."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from directory.answering import problems
from directory.api.json_schema import TEXT, Schema, ref
from directory.api.ogc import links
from directory.api.ogc.collections import COLLECTIONS
from directory.api.ogc.media_types import GEOJSON, HTML, JSON, OPENAPI, SCHEMA
from directory.api.ogc.parameters import own_parameters, parameters_of
from directory.api.ogc.schemas import DIALECT, components, feature_of, features_of
from directory.terms import LICENCE_NAME, LICENCE_URL, NAME

VERSION = "1.0.0"

#: What every resource may answer instead.
MISTAKES = {"400": "wrongQuestion", "406": "notAcceptable"}


def definition(request: HttpRequest) -> Schema:
    paths = {
        "/": operation("getLandingPage", _("Landing page"), JSON, "landingPage"),
        "/conformance": operation("getConformance", _("What is conformed to"), JSON, "confClasses"),
        "/api": operation("getApi", _("This definition"), OPENAPI),
        "/collections": operation("getCollections", _("Collections"), JSON, "collections"),
    }
    for name in COLLECTIONS:
        paths |= paths_of(name)
    return {
        "openapi": DIALECT.value,
        "info": {
            "title": title(),
            "description": description(),
            "version": VERSION,
            "license": {"name": LICENCE_NAME, "url": LICENCE_URL},
        },
        "servers": [{"url": links.address_of(request, "landing").removesuffix("/")}],
        "paths": paths,
        "components": {
            "parameters": own_parameters(),
            "responses": {
                "wrongQuestion": refused(_("A parameter is unknown, or its value not accepted.")),
                "notAcceptable": refused(_("Accept names no media type that there is.")),
                "notFound": refused(_("There is no such feature, or not yet on that day.")),
                "gone": refused(_("The feature was withdrawn from the directory.")),
            },
            "schemas": components(*COLLECTIONS),
        },
    }


def title() -> str:
    return NAME


def description() -> str:
    return _(
        "The sites and supercomputers of Europe's AI Factories network, for QGIS, GDAL and other"
        " geographic programs."
    )


def paths_of(name: str) -> Schema:
    """Return the resources of one collection."""
    selection = COLLECTIONS[name][0](QueryDict())
    label, word = str(selection.title), name.capitalize()
    base = f"/collections/{name}"
    slug = {"name": "featureId", "in": "path", "required": True, "schema": TEXT}
    asked = [*map(shared, ("limit", "offset", "datetime")), *parameters_of(selection)]
    what = {"collection": label}
    return {
        base: operation(
            f"describe{word}", _("About: %(collection)s") % what, JSON, "collection", tag=label
        ),
        f"{base}/schema": operation(
            f"get{word}Schema",
            _("Columns: %(collection)s") % what,
            SCHEMA,
            tag=label,
            formats=False,
        ),
        f"{base}/items": operation(
            f"get{word}", _("Features: %(collection)s") % what, GEOJSON, features_of(name), asked,
            tag=label,
        ),
        f"{base}/items/{{featureId}}": operation(
            f"get{word}Feature",
            _("One feature: %(collection)s") % what,
            GEOJSON,
            feature_of(name),
            [slug, shared("datetime")],
            tag=label,
            more={"404": "notFound", "410": "gone"},
        ),
    }  # fmt: skip


def operation(
    name: str,
    summary: str,
    media_type: str,
    schema: str = "",
    parameters: list[Schema] | None = None,
    *,
    tag: str = "",
    more: dict[str, str] | None = None,
    formats: bool = True,
) -> Schema:
    """Return the one thing that can be done at an address: reading it."""
    shape = ref(schema) if schema else {"type": "object"}
    content = {media_type: {"schema": shape}}
    refusals = MISTAKES | (more or {})
    if formats:
        content[HTML] = {"schema": TEXT}
        parameters = [shared("f"), *(parameters or ())]
    responses: Schema = {"200": {"description": summary, "content": content}}
    for status, response in refusals.items():
        responses[status] = {"$ref": f"#/components/responses/{response}"}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "tags": [tag or _("The service")],
            "parameters": parameters or [],
            "responses": responses,
        }
    }


def shared(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


def refused(why: str) -> Schema:
    return {
        "description": why,
        "content": {problems.MEDIA_TYPE: {"schema": ref("problem")}},
    }
