"""Writing a file whole or not at all, readable by its owner only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BackupError(Exception):
    """A backup cannot be made, or cannot be put back; the message says why."""


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """Give a name beside `file` to write to; at the end, on the disk, it becomes `file`.

    The file has passwords (hashed) and sessions in it: mkstemp lets nobody else read it.
    """
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    os.close(number)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
