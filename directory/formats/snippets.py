"""A selection as code: curl, Python, R and JavaScript that fetch exactly its rows."""

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from directory.columns import COLUMNS
from directory.columns.base import DataType
from directory.selection import Selection


@dataclass(frozen=True)
class Snippet:
    """Lines of code in a language."""

    language: str
    code: str


def snippets(selection: Selection, absolute: Callable[[str], str]) -> list[Snippet]:
    """Return code that fetches a selection; `absolute` makes its addresses absolute.

    Addresses are ASCII, so that a JSON string is a string in Python, R and JavaScript too.
    """
    csv, as_json = (absolute(selection.url_for(suffix)) for suffix in ("csv", "json"))
    name = selection.name
    variable = name.replace("-", "_")
    file = f"{selection.slug or selection.path_names()[0]}.csv"
    return [
        Snippet("curl", f"curl -fL -o {shlex.quote(file)} {in_shell(csv)}"),
        Snippet("Python", in_python(variable, csv, several_values(name))),
        Snippet("R", in_r(variable, csv)),
        Snippet("JavaScript", in_javascript(name, as_json)),
    ]


def in_shell(address: str) -> str:
    """Return an address as one word of a shell, quoted also where a shell would not need it."""
    quoted = shlex.quote(address)
    return quoted if quoted.startswith("'") else f"'{address}'"


def several_values(name: str) -> str:
    """Return the first column of a list whose cells hold several values, empty if none does."""
    columns = (c.name for c in COLUMNS[name] if c.data_type is DataType.TEXTS)
    return next(columns, "")


def in_python(variable: str, address: str, several: str) -> str:
    lines = [
        "import pandas as pd",
        "",
        f"{variable} = pd.read_csv({json.dumps(address)})",
    ]
    if several:
        lines.append(f'# Several values in a cell: {variable}["{several}"].str.split("; ")')
    return "\n".join(lines)


def in_r(variable: str, address: str) -> str:
    return "\n".join(
        [
            f"{variable} <- read.csv(",
            f"  {json.dumps(address)},",
            '  fileEncoding = "UTF-8-BOM", na.strings = ""',
            ")",
        ]
    )


def in_javascript(name: str, address: str) -> str:
    return "\n".join(
        [
            f"const response = await fetch({json.dumps(address)});",
            "if (!response.ok) throw new Error(`${response.status} ${response.url}`);",
            "const data = await response.json();",
            f'console.log(data.count, data["{name}"]);',
        ]
    )
