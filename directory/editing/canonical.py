"""Canonical YAML 1.2: the one way in which record forms are written down and read back.

Days stay texts, decimals stay exact, NO is Norway, a key that stands twice is an error.
"""

import re
import sys
from decimal import Decimal
from functools import cached_property
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import ScalarNode, SequenceNode
from ruamel.yaml.representer import SafeRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scanner import Scanner, ScannerError

WIDTH = 100
ONE_LINE = 70  # what still fits into a line beside its indented key
SIMPLE = re.compile(r"\w[\w ./-]*")  # what needs no quotes within a line
TIMESTAMP = "tag:yaml.org,2002:timestamp"
LONGEST_NUMBER = 40  # with more digits, or such an exponent, a few bytes could fill the memory
DEEPEST = 20  # brackets within brackets: each costs time at every word that follows


class CanonicalResolver(VersionedResolver):
    """YAML 1.2 without timestamps: a date of a fact is text with a precision of its own."""

    @cached_property
    def versioned_resolver(self) -> Any:
        resolvers = super().versioned_resolver
        return {
            first: [(tag, pattern) for tag, pattern in pairs if tag != TIMESTAMP]
            for first, pairs in resolvers.items()
        }


class CanonicalComposer(Composer):
    """Takes no aliases: a record stands for itself, and no file grows when it is read."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            alias = self.parser.peek_event()
            raise ComposerError(None, None, "aliases are not accepted", alias.start_mark)
        return super().compose_node(parent, index)


class CanonicalScanner(Scanner):
    """Refuses deep nesting of brackets before it is costly."""

    def fetch_flow_collection_start(self, *token: Any, **kinds: Any) -> None:
        if len(self.flow_context) >= DEEPEST:
            mark = self.reader.get_mark()
            raise ScannerError(None, None, "brackets are nested too deeply", mark)
        super().fetch_flow_collection_start(*token, **kinds)


class CanonicalConstructor(SafeConstructor):
    """Reads numbers with a point exactly, and refuses those that nobody means."""

    def construct_short_int(self, node: Any) -> int:
        self._refuse_long(node, len(self.construct_scalar(node)))
        return self.construct_yaml_int(node)

    def construct_decimal(self, node: Any) -> Decimal:
        text = self.construct_scalar(node)
        number = Decimal(text)
        self._refuse_long(node, max(len(text), abs(number.adjusted())))
        return number

    def _refuse_long(self, node: Any, length: int) -> None:
        if length > LONGEST_NUMBER:
            told = f"a number has more than {LONGEST_NUMBER} digits; text needs quotes"
            raise ConstructorError(None, None, told, node.start_mark)


class CanonicalEmitter(Emitter):
    """Breaks lines in folded texts only: ruamel loses spaces where it breaks other ones."""

    def write_folded(self, text: str, comment: Any) -> None:
        unlimited, self.best_width = self.best_width, WIDTH
        super().write_folded(text, comment)
        self.best_width = unlimited


class CanonicalRepresenter(SafeRepresenter):
    """Writes mappings in the order given and short lists of words on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_words(self, items: list[Any]) -> SequenceNode:
        node = self.represent_sequence("tag:yaml.org,2002:seq", items)
        words = all(isinstance(item, str) and " " not in item for item in items)
        node.flow_style = words and sum(len(item) + 2 for item in items) <= ONE_LINE
        return node

    def represent_text(self, text: str) -> ScalarNode:
        """Fold long texts, as far as folding keeps each of their characters."""
        foldable = len(text) > ONE_LINE and text == " ".join(text.split())
        style = ">" if foldable and text.isprintable() else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    def represent_decimal(self, number: Decimal) -> ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")

    def represent_mapping_in_order(self, mapping: dict) -> Any:
        return self.represent_mapping("tag:yaml.org,2002:map", mapping.items())


class InLineRepresenter(CanonicalRepresenter):
    """Writes everything on one line."""

    def represent_items(self, items: list[Any]) -> SequenceNode:
        return self.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)

    def represent_short_text(self, text: str) -> ScalarNode:
        style = None if SIMPLE.fullmatch(text) else '"'
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


CanonicalConstructor.add_constructor(
    "tag:yaml.org,2002:int", CanonicalConstructor.construct_short_int
)
CanonicalConstructor.add_constructor(
    "tag:yaml.org,2002:float", CanonicalConstructor.construct_decimal
)
CanonicalRepresenter.add_representer(list, CanonicalRepresenter.represent_words)
CanonicalRepresenter.add_representer(str, CanonicalRepresenter.represent_text)
CanonicalRepresenter.add_representer(Decimal, CanonicalRepresenter.represent_decimal)
CanonicalRepresenter.add_representer(dict, CanonicalRepresenter.represent_mapping_in_order)
InLineRepresenter.add_representer(list, InLineRepresenter.represent_items)
InLineRepresenter.add_representer(str, InLineRepresenter.represent_short_text)


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = CanonicalComposer
    yaml.Emitter = CanonicalEmitter
    yaml.Resolver = CanonicalResolver
    yaml.Scanner = CanonicalScanner
    yaml.Constructor = CanonicalConstructor
    yaml.Representer = CanonicalRepresenter
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = sys.maxsize
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def write(content: dict) -> str:
    """Return `content` as canonical YAML; the same content always gives the same text."""
    text = StringIO()
    _yaml().dump(content, text)
    return text.getvalue()


def write_in_line(content: Any) -> str:
    """Return `content` as YAML on one line, for the cell of a table."""
    yaml = _yaml()
    yaml.Representer = InLineRepresenter
    yaml.default_flow_style = True
    text = StringIO()
    yaml.dump(content, text)
    return text.getvalue().rstrip("\n")


def read(text: str) -> Any:
    """Return what `text` holds; raise ValueError, with the line, where it is not valid YAML 1.2."""
    try:
        return _yaml().load(text)
    except (YAMLError, ArithmeticError, LookupError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise ValueError(f"{line}{problem}") from error


def read_form(text: str) -> dict[str, Any]:
    """Return the record form that a version keeps, empty where the record was removed."""
    form: dict[str, Any] = read(text) if text.strip() else {}
    return form
