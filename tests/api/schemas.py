"""Descriptions of APIs held against their answers: row by row, and by schemathesis."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import jsonschema_rs
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

#: What every answer is held against, whatever was asked: no 5xx, nothing that is not described.
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
#: Schemathesis does not unpack what an application in its own process packs.
PLAIN = {"Accept-Encoding": "identity"}


def close(schema: Any) -> None:
    """Let no object have what it does not describe: what may come later is not there today."""
    if isinstance(schema, list):
        for one in schema:
            close(one)
    elif isinstance(schema, dict):
        if schema.get("type") == "object" and isinstance(schema.get("properties"), dict):
            schema.setdefault("additionalProperties", False)
        for one in schema.values():
            close(one)


def mistakes(document: dict[str, Any], operation: dict[str, Any], content: Any) -> list[str]:
    """Return what of an answer is not as its operation describes it."""
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    schema = deepcopy({**answer, "components": document["components"]})
    close(schema)
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return [f"{e.instance_path}: {e.message}"[:300] for e in validator.iter_errors(content)]


@contextmanager
def one_connection() -> Iterator[None]:
    """Keep the connection of the test over requests, as Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def explore(address: str, examples: int) -> None:
    """Ask each operation that the document at an address describes for so many things."""
    with one_connection():
        schema = schemathesis.openapi.from_wsgi(address, get_wsgi_application())
        close(schema.raw_schema)
        for operation in schema.get_all_operations():
            _explore(operation.ok(), examples)


def _explore(operation: Any, examples: int) -> None:

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=PLAIN, checks=CHECKS)

    ask()
