"""The definition of the API as people read it: parameters in full, with what they accept."""

from typing import Any


def reading(definition: dict[str, Any]) -> dict[str, Any]:
    """Return the operations, each with its parameters."""
    return {
        "operations": [
            {"path": path, **operation["get"], "parameters": parameters_of(operation, definition)}
            for path, operation in definition["paths"].items()
        ],
    }


def parameters_of(operation: dict[str, Any], definition: dict[str, Any]) -> list[dict[str, Any]]:
    shared = definition["components"]["parameters"]
    named = [
        shared[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter
        for parameter in operation["get"]["parameters"]
    ]
    return [
        parameter | {"accepted": accepted(parameter["schema"])}
        for parameter in named
        if parameter["name"] != "f"  # which every address takes
    ]


def accepted(schema: dict[str, Any]) -> list[str]:
    """Return the values that a parameter accepts, where they are few words."""
    return schema.get("enum") or schema.get("items", {}).get("enum", [])
