"""Where in a module's tree a finding is, and what it is: a call of a converter, an element of a pipeline, a mapping."""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass

from flake8_topil.analysis.findings import Finding
from flake8_topil.fix.imports import Imports
from flake8_topil.fix.source import Source

CONVERTER_CLASS = "ToPILImage"
CONVERTER_FUNCTION = "to_pil_image"

TRANSFORMS = "torchvision.transforms"
TRANSFORMS_V2 = "torchvision.transforms.v2"

_MAPPINGS = frozenset(["map", "imap", "imap_unordered"])


class Api(enum.Enum):
    """The two families of transforms."""

    V1 = TRANSFORMS
    V2 = TRANSFORMS_V2


@dataclass(frozen=True)
class Conversion:
    """A call that converts one of its arguments."""

    call: ast.Call
    argument: ast.expr


@dataclass(frozen=True)
class Element:
    """Something that is called elsewhere and converts: the element of a pipeline, or a converter that is kept."""

    node: ast.expr
    api: Api | None
    """Of which family it is, if its name tells."""


@dataclass(frozen=True)
class Mapping:
    """A converter that is handed to `map`, and what it is mapped over."""

    converter: ast.expr
    iterable: ast.expr


@dataclass(frozen=True)
class Unclear:
    """Something else; no repair is known for it."""

    reason: str


Site = Conversion | Element | Mapping | Unclear


class Sites:
    """Looks up findings in a module."""

    def __init__(self, source: Source, imports: Imports, converters: frozenset[str] = frozenset()) -> None:
        self._source = source
        self._imports = imports
        self._converters = frozenset(name.rpartition(".")[2] for name in converters) | {CONVERTER_FUNCTION}

    def find(self, finding: Finding) -> Site:
        """What a finding is about."""
        found = self._source.expressions_at(finding.line, finding.column)
        for node in found:
            if not self._source.is_located(node):
                return Unclear("the place inside the f-string is not known before Python 3.12")
        for node in found:
            mapping = self._mapping(node)
            if mapping is not None:
                return mapping
        calls = [node for node in found if isinstance(node, ast.Call)]
        for call in calls:
            if self._makes_converter(call) or self._wraps_converter(call):
                outer = self._call_of(call)
                return self._element(call) if outer is None else self._conversion(outer)
            if self._is_named_converter(call.func):
                return self._conversion(call)
        for call in calls:
            outer = self._call_of(call)
            if self._imports.origin(call.func) == "functools.partial":
                if outer is not None and len(call.args) == 1:
                    return self._conversion(outer)
                return Unclear("a functools.partial holds the argument")
            if outer is None and _called_name(call) == _converter_name(finding):
                return self._conversion(call)
        return Unclear("the call that converts is not in sight")

    def _call_of(self, node: ast.expr) -> ast.Call | None:
        """The call that calls what a node gives."""
        parent = self._source.parent(node)
        return parent if isinstance(parent, ast.Call) and parent.func is node else None

    def _makes_converter(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Call) and self._named(node.func) == CONVERTER_CLASS

    def _wraps_converter(self, node: ast.expr) -> bool:
        """Is this a `Lambda(to_pil_image)`?"""
        return (
            isinstance(node, ast.Call)
            and self._named(node.func) == "Lambda"
            and bool(node.args)
            and self._is_named_converter(node.args[0])
        )

    def _is_named_converter(self, node: ast.expr) -> bool:
        return self._named(node) in self._converters

    def _named(self, node: ast.expr) -> str | None:
        """The last word of what a name or an attribute is, under the name that it was imported from."""
        origin = self._imports.origin(node)
        if origin is not None:
            return origin.rpartition(".")[2]
        if isinstance(node, ast.Attribute):
            return node.attr
        return node.id if isinstance(node, ast.Name) else None

    def _conversion(self, call: ast.Call) -> Site:
        argument = _converted_argument(call)
        if argument is None:
            return Unclear("which argument is converted is not in the text")
        if isinstance(argument, ast.Name | ast.Attribute) and self._is_named_converter(argument):
            return Unclear("the call that converts is not in sight")
        return Conversion(call, argument)

    def _element(self, call: ast.Call) -> Element:
        origin = self._imports.origin(call.func) or ""
        module = origin.rpartition(".")[0]
        return Element(call, next((api for api in Api if api.value == module), None))

    def _mapping(self, node: ast.expr) -> Mapping | None:
        parent = self._source.parent(node)
        if (
            isinstance(parent, ast.Call)
            and len(parent.args) > 1
            and parent.args[0] is node
            and self._named(parent.func) in _MAPPINGS
            and not isinstance(parent.args[1], ast.Starred)
        ):
            return Mapping(node, parent.args[1])
        return None


def _converted_argument(call: ast.Call) -> ast.expr | None:
    """The argument that holds the picture: the first one, or `pic=`."""
    if call.args:
        first = call.args[0]
        if not isinstance(first, ast.Starred):
            return first
        if isinstance(first.value, ast.List | ast.Tuple) and first.value.elts:
            element = first.value.elts[0]
            return None if isinstance(element, ast.Starred) else element
        return None
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "pic" in named or None in named:
        return named.get("pic")
    return next(iter(named.values())) if len(named) == 1 else None


def _called_name(call: ast.Call) -> str:
    """The last word of what is called, or of what makes it."""
    function = call.func
    while isinstance(function, ast.Call):
        function = function.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _converter_name(finding: Finding) -> str:
    """What the analysis calls the converter: every message starts with it."""
    return finding.message.partition(" ")[0]
