"""The edits that bring what is converted into [0, 1]: one function for each way in which a conversion is written."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable
from dataclasses import dataclass

from flake8_topil.fix.imports import Imports, Spelling
from flake8_topil.fix.safety import Clamp
from flake8_topil.fix.sites import Api, Element, Mapping
from flake8_topil.fix.source import Edit, Edits, Source

_ATOMS = (
    ast.Name,
    ast.Attribute,
    ast.Call,
    ast.Subscript,
    ast.List,
    ast.Dict,
    ast.Set,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.JoinedStr,
)
"""Expressions that a method can be called on without parentheses."""

_COMPOSE = tuple(f"{api.value}.Compose" for api in Api)
_OPAQUE_STEPS = frozenset(
    ["Compose", "Lambda", "RandomApply", "RandomChoice", "RandomOrder", "ToPILImage", "ToPureTensor", "ToTensor"]
)
"""Transforms of v2 after which an image may be something else than a `tv_tensors.Image`."""

_CLAMPS = ("clamp", "clip")
_MISSING = {(0, math.inf): ("max", 1), (-math.inf, 1): ("min", 0)}
"""Which bound a clamp with these bounds lacks, and what it has to be."""

_CLAMP_FUNCTIONS = ("torch.clamp", "torch.clip", "numpy.clip")
_ITEM_NAMES = ("image", "picture", "converted")


class NoRepair(Exception):
    """There is no repair, with the reason."""


def clamp_argument(source: Source, clamp: Clamp, argument: ast.expr, call: ast.Call) -> Edits:
    """`f(x)` → `f(x.clamp(0, 1))`, for the argument of a call.

    Raises NoRepair if it is clamped already, to other bounds.
    """
    completed = _complete_clamp(source, argument)
    if completed is not None:
        return completed
    suffix = f".{clamp.method}(0, 1)"
    call_end = source.span(call)[1]
    start, end = source.span(argument)
    if isinstance(argument, ast.GeneratorExp) and end == call_end:
        # The parentheses of the call are those of the generator.
        return Edit.insertion(start, "("), Edit.insertion(end, f"{suffix})")
    around = source.parenthesised(argument, before=call_end - 1)
    if around is not None:
        return (Edit.insertion(around[1], suffix),)
    if _is_atom(source, argument):
        return (Edit.insertion(end, suffix),)
    return Edit.insertion(start, "("), Edit.insertion(end, f"){suffix}")


def _is_atom(source: Source, node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple):
        return source.text[source.span(node)[0]] == "("
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str | bytes)
    return isinstance(node, _ATOMS)


def _complete_clamp(source: Source, argument: ast.expr) -> Edits | None:
    """`x.clamp(min=0)` → `x.clamp(min=0, max=1)`, for a clamp that has one right bound and no other.

    None if the argument is no clamp with literal bounds.

    Raises NoRepair if the bounds are other ones: they tell of another scale, which a second clamp would hide.
    """
    match argument:
        case ast.Call(func=ast.Attribute(attr=name)) if name in _CLAMPS:
            bounds = _bounds(argument)
        case _:
            return None
    if bounds is None:
        return None
    missing = _MISSING.get(bounds)
    if missing is None:
        raise NoRepair("it is clamped already, but not to [0, 1]: correct the bounds, or rescale it")
    given: list[ast.expr | ast.keyword] = [*argument.args, *argument.keywords]
    if len(given) > 1:
        return None
    name, bound = missing
    text = f", {bound}" if argument.args else f", {name}={bound}"
    return (Edit.insertion(source.span(given[0])[1], text),)


def _bounds(call: ast.Call) -> tuple[float, float] | None:
    """The bounds of a clamp that are numbers in the text; infinite where there is none."""
    given: dict[str | None, ast.expr] = dict(zip(("min", "max"), call.args, strict=False))
    given.update((keyword.arg, keyword.value) for keyword in call.keywords)
    if not given or len(given) != len(call.args) + len(call.keywords) or not given.keys() <= {"min", "max"}:
        return None
    bounds = {"min": -math.inf, "max": math.inf}
    for name, node in given.items():
        try:
            value = ast.literal_eval(node)
        except ValueError:
            return None
        if name is None or isinstance(value, bool) or not isinstance(value, int | float | None):
            return None
        if value is not None:
            bounds[name] = value
    return bounds["min"], bounds["max"]


def bind_clamp(
    source: Source, imports: Imports, line: int, column: int, conversions: Iterable[ast.expr]
) -> Edits | None:
    """`x.clamp(0, 1)` → `x = x.clamp(0, 1)`, if that is seen by the conversions of the given arguments only.

    None if the place is no such clamp, or if the variable is read in other code after it.
    """
    for node in source.expressions_at(line, column):
        statement = source.parent(node)
        if isinstance(node, ast.Call) and isinstance(statement, ast.Expr):
            name = _clamped_name(imports, node)
            if name is not None and _is_only_converted(source, name, statement, list(conversions)):
                return (Edit.insertion(source.span(statement)[0], f"{name} = "),)
    return None


def _is_only_converted(source: Source, name: str, statement: ast.stmt, conversions: list[ast.expr]) -> bool:
    """Is a variable read in these conversions only, once a statement has been run?"""
    scope = source.function_of(statement)
    loops = [
        node
        for node in source.ancestors(statement)
        if isinstance(node, ast.For | ast.AsyncFor | ast.While) and source.function_of(node) is scope
    ]
    converted = {node for argument in conversions for node in ast.walk(argument)}
    again = {node for loop in loops for node in ast.walk(loop)}
    for node in ast.walk(scope):
        match node:
            case ast.Global(names=names) | ast.Nonlocal(names=names) if name in names:
                return False
            case ast.Name(id=found, ctx=ast.Load()) if found == name and node not in converted:
                own = statement in source.ancestors(node)
                later = source.span(node) > source.span(statement) or node in again
                if not own and (later or scope is not source.function_of(node)):
                    return False
    return True


def _clamped_name(imports: Imports, call: ast.Call) -> str | None:
    """The variable that a call clamps to exactly [0, 1]."""
    if imports.origin(call.func) in _CLAMP_FUNCTIONS:
        match call.args:
            case [ast.Name(id=name), *bounds] if _bounds(ast.Call(call.func, bounds, call.keywords)) == (0, 1):
                return name
        return None
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=method) if method in _CLAMPS and _bounds(call) == (0, 1):
            return name
    return None


# Mappings


def clamp_mapped(source: Source, clamp: Clamp, mapping: Mapping) -> Edits:
    """`map(f, xs)` → `map(f, (image.clamp(0, 1) for image in xs))`, which works for whatever can be iterated."""
    call = source.parent(mapping.converter)
    assert isinstance(call, ast.Call)
    start, end = source.parenthesised(mapping.iterable, source.span(call)[1] - 1) or source.span(mapping.iterable)
    used = {node.id for node in ast.walk(mapping.iterable) if isinstance(node, ast.Name)}
    item = next((name for name in _ITEM_NAMES if name not in used), _ITEM_NAMES[0])
    open_, close = ("(", ")") if isinstance(mapping.iterable, ast.IfExp | ast.Lambda) else ("", "")
    if source.text[start] == "(":
        open_ = close = ""
    return (
        Edit.insertion(start, f"({item}.{clamp.method}(0, 1) for {item} in {open_}"),
        Edit.insertion(end, f"{close})"),
    )


# Pipelines


@dataclass(frozen=True)
class ElementRepair:
    """The edits for the element of a pipeline, and why they are not safe, if so."""

    edits: Edits
    unsafe_because: str = ""


def clamp_before(source: Source, imports: Imports, clamp: Clamp, element: Element) -> ElementRepair:
    """Clamp what comes to the element of a pipeline, by something that can be pickled.

    Raises NoRepair or NoName if that cannot be written.
    """
    if element.api is None:
        raise NoRepair("from where the converter is imported is not clear")
    if element.api is Api.V2:
        return _clamp_before_v2(source, imports, clamp, element.node)
    function = _picklable_clamp(imports, clamp, element.node)
    start, end = _with_parentheses(source, element.node)
    if _is_step(source, imports, element.node):
        return ElementRepair((*function.edits, Edit.insertion(start, f"{function.text}{_separator(source, start)}")))
    compose = _sibling(source, imports, element, "Compose")
    before = Edit.insertion(start, f"{compose.text}([{function.text}, ")
    return ElementRepair((*function.edits, *compose.edits, before, Edit.insertion(end, "])")))


def _clamp_before_v2(source: Source, imports: Imports, clamp: Clamp, node: ast.expr) -> ElementRepair:
    """`v2.ToPILImage()` → `v2.Lambda(v2.Compose([clamp, v2.ToPILImage()]), tv_tensors.Image)`.

    A v2 transform is called with whole samples, and takes the images out of them itself. A function does not; `Lambda`
    calls it for the parts that are of one type. Clamp and conversion are one step because a clamped image is no
    `tv_tensors.Image` any more, by which the converter tells several images from other tensors.
    """
    if clamp.is_array or clamp.method == "clip":
        raise NoRepair("ndarrays in a pipeline of v2: convert them with v2.ToImage first")
    element = Element(node, Api.V2)
    if imports.origin(_function(node)) != f"{Api.V2.value}.ToPILImage":
        raise NoRepair("v2.Lambda hands everything to the converter, not images only")
    function = _picklable_clamp(imports, clamp, node)
    compose = _sibling(source, imports, element, "Compose")
    lambda_ = _sibling(source, imports, element, "Lambda")
    if _are_images(source, imports, node):
        type_, reason = imports.spell("torchvision.tv_tensors", "Image", node), ""
    else:
        type_ = imports.spell("torch", "Tensor", node)
        reason = "without v2.ToImage before it, masks and boxes that come along would be converted too"
    start, end = _with_parentheses(source, node)
    edits = (
        *function.edits,
        *compose.edits,
        *lambda_.edits,
        *type_.edits,
        Edit.insertion(start, f"{lambda_.text}({compose.text}([{function.text}, "),
        Edit.insertion(end, f"]), {type_.text})"),
    )
    return ElementRepair(edits, reason)


def _function(node: ast.expr) -> ast.expr:
    assert isinstance(node, ast.Call)
    return node.func


def _picklable_clamp(imports: Imports, clamp: Clamp, use: ast.expr) -> Spelling:
    """A function that clamps, made of importable ones: lambdas cannot be sent to the workers of a DataLoader."""
    if clamp.is_array:
        function, bounds = imports.spell("numpy", "clip", use), "a_min=0, a_max=1"
    elif clamp.method == "clamp":
        function, bounds = imports.spell("torch", "clamp", use), "min=0, max=1"
    else:
        raise NoRepair("both tensors and ndarrays come to it")
    partial = imports.spell("functools", "partial", use)
    return Spelling(f"{partial.text}({function.text}, {bounds})", (*partial.edits, *function.edits))


def _sibling(source: Source, imports: Imports, element: Element, name: str) -> Spelling:
    """How to write a class of the module that the converter is from."""
    function = _function(element.node)
    if isinstance(function, ast.Attribute):
        start, end = source.span(function.value)
        return Spelling(f"{source.text[start:end]}.{name}")
    assert element.api is not None
    return imports.spell(element.api.value, name, element.node)


def _is_step(source: Source, imports: Imports, node: ast.expr) -> bool:
    """Is a node an element of the list that a Compose is made of?"""
    elements = source.parent(node)
    call = None if elements is None else source.parent(elements)
    return (
        isinstance(elements, ast.List | ast.Tuple)
        and isinstance(call, ast.Call)
        and call.args[:1] == [elements]
        and imports.origin(call.func) in _COMPOSE
    )


def _are_images(source: Source, imports: Imports, node: ast.expr) -> bool:
    """Is every image that comes to an element a `tv_tensors.Image`, as an earlier element of the list shows?"""
    match source.parent(node):
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Call(args=elements) if node in elements:
            earlier = elements[: elements.index(node)]
        case _:
            return False
    for step in reversed(earlier):
        origin = imports.origin(step.func) if isinstance(step, ast.Call) else None
        module, _, name = (origin or "").rpartition(".")
        if module != Api.V2.value or name in _OPAQUE_STEPS:
            return False
        if name == "ToImage":
            return True
    return False


def _with_parentheses(source: Source, node: ast.expr) -> tuple[int, int]:
    around = source.parent(node)
    before = source.span(around)[1] - 1 if isinstance(around, ast.expr) else len(source.text)
    return source.parenthesised(node, before) or source.span(node)


def _separator(source: Source, start: int) -> str:
    """What stands between a new element and the one at an offset: a line break if that one is the first of its line."""
    before = source.text[source.line_start(start) : start]
    return f",{source.newline_at(start)}{before}" if not before.strip() else ", "
