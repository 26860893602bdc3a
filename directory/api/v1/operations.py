"""The operations of the API as OpenAPI describes them, one for each address."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema

from directory.answering.problems import MEDIA_TYPE
from directory.api.json_schema import Schema, object_of, ref
from directory.api.v1 import parameters
from directory.api.v1.schemas import about, index, page_of
from directory.selection import Selection


def header(description: str) -> Schema:
    return {"description": description, "schema": {"type": "string"}}


def good(schema: Schema, **headers: Schema) -> Schema:
    tag = header(_("The validator of the answer, for If-None-Match."))
    return {
        "description": _("The answer."),
        "headers": {"ETag": tag, **headers},
        "content": {"application/json": {"schema": schema}},
    }


def problem(description: str) -> Schema:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": ref("problem")}}}


def responses(answer: Schema, **more: Schema) -> Schema:
    return {
        "200": answer,
        "304": {"description": _("Not modified since the answer with that ETag.")},
        "400": problem(_("The question is wrong: what is wrong, and what is accepted.")),
        "406": problem(_("Answers come as application/json only.")),
        **more,
    }


class Described(AutoSchema):
    """An operation that is told by what it answers from, not by serializers."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Schema:
        raise NotImplementedError

    @property
    def selection(self) -> type[Selection]:
        return self.view.selection_class


class IndexSchema(Described):
    def get_operation(self, *args: Any, **kwargs: Any) -> Schema:
        return {
            "operationId": "index",
            "summary": _("All lists"),
            "description": _("The lists that there are, with their addresses."),
            "tags": ["index"],
            "responses": responses(good(index())),
        }


class ListSchema(Described):
    def get_operation(self, *args: Any, **kwargs: Any) -> Schema:
        name = self.selection.name
        link = header(_("The address of the next page, as rel=next."))
        return {
            "operationId": f"list-{name}",
            "summary": str(self.selection.title),
            "description": _("The rows of the list, page by page."),
            "tags": [name],
            "parameters": parameters.of_list(self.selection),
            "responses": responses(good(page_of(self.selection), Link=link)),
        }


class RecordSchema(Described):
    def get_operation(self, *args: Any, **kwargs: Any) -> Schema:
        name = self.selection.name
        answer = object_of({**about(), "result": ref(f"{name}.row")})
        return {
            "operationId": f"record-of-{name}",
            "summary": _("One record of the list %(list)s") % {"list": name},
            "description": _("One record with everything that is nested in it."),
            "tags": [name],
            "parameters": parameters.of_record(self.selection),
            "responses": responses(
                good(answer),
                **{
                    str(HTTPStatus.MOVED_PERMANENTLY.value): {
                        "description": _("The record bears another name."),
                        "headers": {"Location": header(_("Where it is."))},
                    },
                    str(HTTPStatus.NOT_FOUND.value): problem(_("There is no such record.")),
                    str(HTTPStatus.GONE.value): problem(_("The record was withdrawn.")),
                },
            ),
        }
