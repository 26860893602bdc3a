"""Uploads: reading the file of records that somebody brings, whatever is in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from directory.editing.imports.cells import columns
from directory.editing.imports.spreadsheets import rows_of_csv, rows_of_xlsx, utf_8
from directory.editing.imports.tabular import ROWS, TableReader
from directory.editing.kinds import KINDS, Kind
from directory.editing.loading.fixture_files import Forms, read_records
from directory.editing.problems import ChangeRefusedError, Problem
from directory.models import Edition

#: Three times the whole directory.
LARGEST = 2 * 1024 * 1024
#: Five times what the largest kind of record has: each may take YAML a tenth of a millisecond.
MOST_PARTS = 50_000
PARTS = re.compile(r"[,:\n\[{]")
TABLES = {".csv": rows_of_csv, ".xlsx": rows_of_xlsx}
ACCEPTED = (".yaml", *TABLES)
NAMED_EDITION = re.compile(r"#\s*Edition\s+(\d+)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class ReadUpload:
    """What a file says: records by slug, and the edition that they were exported from, if it does.

    A form has None where the file says that nothing is published, and no key for a fact of which it
    says nothing: that is left as it is in the directory.
    """

    kind: Kind
    forms: Forms
    base: int | None


def read_upload(name: str, data: bytes, kind_name: str = "") -> ReadUpload:
    """Read a file, of the kind that is given or else that its name says.

    Raises ChangeRefusedError with everything that makes it unreadable.
    """
    suffix = PurePath(name).suffix.lower().replace(".yml", ".yaml")
    if suffix not in ACCEPTED:
        told = _("Unknown kind of file. Accepted are: %s.") % ", ".join(ACCEPTED)
        raise ChangeRefusedError([Problem(name, "", "", told)])
    if len(data) > LARGEST:
        told = _("The file is too large: %d MB at most.") % (LARGEST // 1024**2)
        raise ChangeRefusedError([Problem(name, "", "", told)])
    kind = KINDS.get(kind_name or kind_in_name(name))
    if kind is None:
        told = _("The name of the file does not begin with a kind of record. Choose the kind.")
        raise ChangeRefusedError([Problem(name, "", "", told)])
    try:
        if suffix in TABLES:
            rows = TABLES[suffix](data)
            _refuse_many_parts(cell for row in rows for cell in row)
            upload = _read_table(kind, rows)
        else:
            text = utf_8(data)
            _refuse_many_parts([text])
            upload = _read_yaml(kind, text)
    except ValueError as error:
        raise ChangeRefusedError([Problem(name, "", "", str(error))]) from error
    if not upload.forms:
        raise ChangeRefusedError([Problem(name, "", "", _("There is no record in it."))])
    return upload


def _refuse_many_parts(texts: Iterable[Any]) -> None:
    if sum(len(PARTS.findall(text)) for text in texts if isinstance(text, str)) > MOST_PARTS:
        told = _(
            "It has more than %d commas, colons, brackets and lines: too many to compare at once."
            " Split the file."
        )
        raise ValueError(told % MOST_PARTS)


def kind_in_name(name: str) -> str:
    """Return the kind with which the name of a file begins, empty where it begins with none."""
    for kind in sorted(KINDS, key=len, reverse=True):
        if re.match(rf"{kind}(?![a-z])", name, re.IGNORECASE):
            return kind
    return ""


def _read_table(kind: Kind, rows: list[list[Any]]) -> ReadUpload:
    table = TableReader(kind, rows)
    problems = list(table.problems)
    if len(table.editions) > 1:
        told = _("The rows come from different editions. Upload them one by one.")
        problems.append(Problem(kind.name, "", "edition", told))
    if problems:
        raise ChangeRefusedError(problems)
    return ReadUpload(kind, table.forms, _edition(kind, next(iter(table.editions), None)))


def _read_yaml(kind: Kind, text: str) -> ReadUpload:
    """Read a fixture file: a record of it is told as a whole."""
    content = read_records(text)
    if len(content) > ROWS:
        raise ValueError(_("There are more than %d records. Split the file.") % ROWS)
    wrong = [slug for slug, form in content.items() if not isinstance(form, dict)]
    if wrong:
        told = _("Expected a mapping of fields to values.")
        raise ChangeRefusedError([Problem(kind.name, slug, "", told) for slug in wrong])
    nothing = dict.fromkeys(columns(kind)[1:])
    forms = {slug: {**nothing, **form} for slug, form in content.items()}
    comment = NAMED_EDITION.match(text)
    return ReadUpload(kind, forms, _edition(kind, comment[1] if comment else None))


def _edition(kind: Kind, edition: Any) -> int | None:
    if edition is None:
        return None
    number = str(edition)
    if re.fullmatch(r"[1-9]\d{0,8}", number, re.ASCII) and int(number) <= Edition.current_number():
        return int(number)
    told = _("There is no edition “%s”.") % number[:20]
    raise ChangeRefusedError([Problem(kind.name, "", "edition", told)])
