"""The registry of library models, and the call that a model function sees.

A model is one function with the signatures under which the library offers the operation:

    @model(
        "torch.nn.functional.hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)",
        "torch.nn.Hardtanh(min_val=-1.0, max_val=1.0, inplace=False)(input)",
    )
    def hardtanh(call: Call) -> Value: ...

The forms of a signature:

* `torch.clamp(input, min=None, max=None)`: a function. Names are the library's public, dotted ones.
* `Tensor.clamp(min=None, max=None)`: a method of a tensor; the receiver is the subject. `ndarray.` and `Image.` (PIL)
  likewise.
* `torch.nn.Hardtanh(min_val=-1.0)(input)`: a class whose instances are called. The constructor's arguments and the
  call's arrive together.
* `Tensor.data`: an attribute.

Derived without a word in the table: the in-place spelling with a trailing underscore (`clamp_`, `torch.relu_`), `out=`,
and a parameter `inplace` that is true.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from flake8_topil.analysis.interval import Interval
from flake8_topil.analysis.values import NONE, Const, Dtype, Kind, Lib, Numeric, Seq, Value, as_numeric, members

if TYPE_CHECKING:
    import libcst as cst


class Machine(Protocol):
    """What a model may ask of the interpreter."""

    torchvision: tuple[int, ...]

    def call(
        self,
        function: Value,
        *args: Value,
        keywords: Mapping[str, Value] | None = None,
        node: cst.CSTNode | None = None,
    ) -> Value:
        """The result of calling an abstract callable; `node` is where a conversion in it is reported."""

    def convert(self, picture: Value, mode: Value, node: cst.CSTNode | None = None) -> Value:
        """Record that `picture` is converted to an image of `mode`."""

    def truncate(self, value: Numeric, node: cst.CSTNode | None = None) -> None:
        """Record that a float value is cast to uint8 as it is (TPI201)."""

    def scale_to_uint8(self, value: Numeric, node: cst.CSTNode | None = None) -> None:
        """Record that a float value is multiplied by 255.999 and cast to uint8 (TPI202)."""

    def iterate(self, value: Value) -> Seq:
        """The elements of an iterable, tensors included."""

    def write(self, target: Value, value: Value) -> None:
        """Overwrite the elements of a tensor, ndarray, list or dict in place."""

    def branch(self, *alternatives: Callable[[], Value]) -> Value:
        """The join of what the alternatives give and do, each started from the present state."""

    def share(self, value: Numeric, node: cst.CSTNode | None) -> Numeric:
        """The value in a place that may be, or may not be, the one it has now: `x.float()`, `x.contiguous()`."""

    def part(self, value: Numeric, node: cst.CSTNode | None) -> Numeric:
        """Some of the elements, in the storage they have now: `x.chunk(2)[0]`."""

    def shuffled_part(self, value: Numeric, node: cst.CSTNode | None) -> Numeric:
        """The same where channels may have changed places: `x[..., ::-1]`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    default: Value | None = None
    star: str = ""
    keyword_only: bool = False


@dataclass(frozen=True)
class Call:
    """One abstract call of a library operation, its arguments bound to the parameters of the signature."""

    name: str
    machine: Machine
    arguments: Mapping[str, Value]
    given: frozenset[str]
    """The parameters the caller passed, others have their defaults."""
    rest: tuple[Value, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)
    nodes: Mapping[str, cst.CSTNode] = field(default_factory=dict)
    node: cst.CSTNode | None = None

    @cached_property
    def subject(self) -> Value:
        """The value operated on: the first parameter, or the receiver of a method."""
        if self.arguments:
            return next(iter(self.arguments.values()))
        return self.rest[0] if self.rest else Numeric.unknown()

    @cached_property
    def x(self) -> Numeric:
        """The subject as a numeric value."""
        return as_numeric(self.subject)

    def arg(self, *names: str) -> Value:
        """The argument of the first of these parameters that the signature has; None's value where it has none."""
        for name in names:
            if name in self.arguments:
                return self.arguments[name]
        return NONE

    def array(self, *names: str) -> Numeric:
        return as_numeric(self.arg(*names))

    def number(self, *names: str) -> float | None:
        """The argument as a number the code fixes; None if it is none, absent, or not known."""
        value = self.arg(*names)
        if isinstance(value, Numeric):
            return value.constant
        if isinstance(value, Const) and isinstance(value.value, bool):
            return float(value.value)
        return None

    def numbers(self, *names: str) -> tuple[float, ...] | None:
        """The argument as a fixed sequence of numbers (one number counts as a sequence of one)."""
        value = self.arg(*names)
        if isinstance(value, Numeric) and value.constant is not None:
            return (value.constant,)
        if isinstance(value, Numeric) and value.poly is not None and isinstance(value.poly.value, tuple):
            return value.poly.value
        if isinstance(value, Seq) and value.items is not None:
            found = tuple(item.constant for item in value.items if isinstance(item, Numeric))
            if len(found) == len(value.items) and None not in found:
                return tuple(number for number in found if number is not None)
        if isinstance(value, Seq) and value.elements:
            # `(0.5,) * channels`: the same number for each of unknown many.
            same = {item.constant if isinstance(item, Numeric) else None for item in value.elements}
            if len(same) == 1 and None not in same:
                return tuple(number for number in same if number is not None)
        return None

    def text(self, *names: str) -> str | None:
        """The argument as a string the code fixes; a member of an enumeration gives its name in lower case."""
        value = self.arg(*names)
        if isinstance(value, Const) and isinstance(value.value, str):
            return value.value
        if isinstance(value, Lib):
            return value.name.rpartition(".")[2].lower()
        return None

    def flag(self, *names: str) -> bool | None:
        """The argument's truth, None where it is not known."""
        value = self.arg(*names)
        if isinstance(value, Const):
            return bool(value.value)
        number = self.number(*names)
        return None if number is None else bool(number)

    def is_none(self, *names: str) -> bool:
        """Is the argument certainly None?"""
        return self.arg(*names) == NONE

    def view(self) -> Numeric:
        """The subject's elements in another shape, in the same storage: `permute`, `squeeze`."""
        x = self.x
        if self.node is None:
            return x.fresh(x.range, x.seen)
        return replace(x, view=(*x.view, self.node), poly=x.poly and x.poly.reshaped(self.node), tests=())

    def copy(self) -> Numeric:
        """The subject's elements, each where it was, in storage of their own: `clone`."""
        return self.x.detached()

    def shuffled(self) -> Numeric:
        """Elements of the subject, elsewhere and in storage of their own: `flip`, `index_select`, boolean indexing."""
        return self.x.fresh(self.x.range, self.x.seen)

    def shared(self) -> Numeric:
        """The subject's elements, each where it was, perhaps in the same storage: `float`, `contiguous`, `cpu`."""
        return self.machine.share(self.x, self.node)

    def mixed(self) -> Numeric:
        """The subject's elements in its storage, where numbers that differ by the channel may be those of another."""
        return self.machine.shuffled_part(self.x, self.node)

    def part(self) -> Numeric:
        """Some of the subject's elements, in its storage: `chunk`, `unbind`, `select`."""
        return self.machine.part(self.x, self.node)

    def certain(self, lo: float, hi: float) -> Numeric:
        """A new value like the subject, in [lo, hi] whatever the subject was."""
        return self.x.certain(Interval(lo, hi))

    def unbounded(self) -> Numeric:
        """A new float value like the subject, with evidence that nothing bounds it: a convolution, noise."""
        result = self.x.certain(Interval.TOP)
        return result if result.dtype.is_float else replace(result, dtype=Dtype.FLOAT)

    def unknown(self) -> Numeric:
        """A new value of the subject's kind about which this call says nothing."""
        return replace(self.x.fresh(Interval.TOP, Interval.EMPTY), why=None)


Transfer = Callable[[Call], Value]


@dataclass(frozen=True)
class Model:
    """One signature of one operation."""

    signature: str
    transfer: Transfer
    unchecked: str = ""
    """Why no test can run it against the library; empty for all that one does."""

    @property
    def name(self) -> str:
        return self.signature.partition("(")[0]

    @property
    def is_attribute(self) -> bool:
        return "(" not in self.signature

    @property
    def is_method(self) -> bool:
        return self.name.partition(".")[0] in ("Tensor", "ndarray", "Image")

    @cached_property
    def stages(self) -> tuple[tuple[Parameter, ...], ...]:
        """The parameter lists: one for a function, two for a class whose instances are called."""
        lists = self.signature[len(self.name) + 1 : -1].split(")(")
        return tuple(tuple(_parameters(text)) for text in lists)

    @property
    def is_class(self) -> bool:
        return not self.is_attribute and len(self.stages) == 2


def _parameters(text: str) -> Iterator[Parameter]:
    """Parse one parameter list with Python's own parser; defaults are literals or names of library objects."""
    function = ast.parse(f"def f({text}): 0").body[0]
    assert isinstance(function, ast.FunctionDef)
    args = function.args
    positional = [*args.posonlyargs, *args.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(args.defaults)) + list(args.defaults)
    for argument, default in zip(positional, defaults, strict=True):
        yield Parameter(argument.arg, _default(default))
    if args.vararg:
        yield Parameter(args.vararg.arg, star="*")
    for argument, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        yield Parameter(argument.arg, _default(default), keyword_only=True)
    if args.kwarg:
        yield Parameter(args.kwarg.arg, star="**")


def _default(node: ast.expr | None) -> Value | None:
    if node is None:
        return None
    if isinstance(node, ast.Attribute | ast.Name):
        return Lib(ast.unparse(node))
    return from_literal(ast.literal_eval(node))


def from_literal(literal: object) -> Value:
    """The abstract value of a Python literal."""
    if isinstance(literal, int | float) and not isinstance(literal, bool):
        return Numeric.number(literal)
    if isinstance(literal, list | tuple):
        return Seq(type(literal).__name__, tuple(map(from_literal, literal)))
    return Const(literal)


_MODELS: dict[str, Model] = {}

RECEIVER = Parameter("<receiver>")
"""What a method is called on, as the first parameter of its signature."""

_HOMES = (
    ("torchvision.transforms.v2.functional.", "torchvision.transforms.functional."),
    ("torchvision.transforms.v2.", "torchvision.transforms."),
    ("torchvision.transforms.transforms.", "torchvision.transforms."),
    ("torchvision.transforms.functional_pil.", "torchvision.transforms.functional."),
    ("torchvision.transforms.functional_tensor.", "torchvision.transforms.functional."),
    ("torchvision.transforms._functional_tensor.", "torchvision.transforms.functional."),
    ("torchvision.transforms._functional_pil.", "torchvision.transforms.functional."),
    ("torchvision.datapoints.", "torchvision.tv_tensors."),
    ("torch.functional.", "torch."),
    ("numpy.core.", "numpy."),
    ("moviepy.editor.", "moviepy."),
    ("PIL.Image.Image.", "Image."),
    ("torch.Tensor.", "Tensor."),
    ("numpy.ndarray.", "ndarray."),
)
"""Where else an operation is found than where its model is registered."""

_PRIVATE_HOMES = (
    (re.compile(r"^torch\.nn\.modules\.\w+\."), "torch.nn."),
    (re.compile(r"^torchvision\.transforms\.v2\.functional\._\w+\."), "torchvision.transforms.v2.functional."),
    (re.compile(r"^torchvision\.transforms\.v2\._\w+\."), "torchvision.transforms.v2."),
    (re.compile(r"^torchvision\.transforms\._(?!functional)\w+\."), "torchvision.transforms."),
    (re.compile(r"^torchvision\.(models|datasets|io)\.[a-z_0-9]+\.(?=\w+$)"), r"torchvision.\1."),
    (re.compile(r"^torch\.utils\.data\.[a-z_]+\.(?=\w+$)"), "torch.utils.data."),
    (re.compile(r"^kornia\.(color|filters|enhance|morphology|augmentation)\.[\w.]+\.(?=\w+$)"), r"kornia.\1."),
    (re.compile(r"^kornia\.geometry\.([\w.]+\.)?(?=\w+$)"), "kornia.geometry.transform."),
    (re.compile(r"^(albumentations|diffusers)\.(\w+\.)*?(?=[A-Z])"), r"\1."),
)


@functools.lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """The name under which an operation is registered, if it is one; else the name itself."""
    if name in _MODELS:
        return name
    public = [_reexported(name)]
    public += [pattern.sub(home, public[0]) for pattern, home in _PRIVATE_HOMES]
    for candidate in public:
        if candidate in _MODELS:
            return candidate
        for prefix, home in _HOMES:
            if candidate.startswith(prefix) and home + candidate[len(prefix) :] in _MODELS:
                return home + candidate[len(prefix) :]
    return name


def _reexported(name: str) -> str:
    """The name in torchvision of what a project's module of a similar name hands on (`pkg.torchvision_compat.x`)."""
    words = name.split(".")
    for i, word in enumerate(words[:-1]):
        if "torchvision" in word and (i > 0 or word != "torchvision"):
            rest = ".".join(words[i + 1 :])
            for home in ("torchvision.transforms.", "torchvision."):
                if home + rest in _MODELS:
                    return home + rest
    return name


@functools.cache
def libraries() -> frozenset[str]:
    """The top-level names of all that has a model."""
    return frozenset(name.partition(".")[0] for name in _MODELS)


def hands_on(name: str) -> bool:
    """Is it a module under which torchvision's transforms are found, in torchvision or elsewhere?"""
    return any(knows(f"{name}.{converter}") for converter in ("ToPILImage", "to_pil_image"))


def knows(name: str) -> bool:
    """Is there a model for a name, wherever the library offers it?"""
    return canonical(name) in _MODELS


def register(transfer: Transfer, *signatures: str, unchecked: str = "") -> None:
    """Enter an operation under each of its signatures.

    Raises ValueError for a name that already has a model.
    """
    for signature in signatures:
        entry = Model(signature, transfer, unchecked)
        if entry.name in _MODELS:
            raise ValueError(f"{entry.name} has two models")
        _MODELS[entry.name] = entry
    canonical.cache_clear()


def model(*signatures: str, unchecked: str = "") -> Callable[[Transfer], Transfer]:
    """Decorate a transfer function with the signatures it models."""

    def decorate(transfer: Transfer) -> Transfer:
        register(transfer, *signatures, unchecked=unchecked)
        return transfer

    return decorate


def find(name: str) -> Model | None:
    """The model of a function, class, method (`Tensor.clamp`) or attribute, by its full name."""
    return _MODELS.get(canonical(name))


def replaced_by(name: str) -> Model | None:
    """The model that is not true any more once `name` is assigned: `torch.sigmoid = f`, `nn.Sigmoid.forward = f`."""
    return find(name) or find(name.rpartition(".")[0])


def all_models() -> tuple[Model, ...]:
    """Every registered model, in order of registration."""
    return tuple(_MODELS.values())


def elementwise(function: Callable[[Interval], Interval]) -> Transfer:
    """A transfer function that maps each element of the subject on its own."""
    return lambda call: call.x.map(function)


def bounding(lo: float, hi: float, function: Callable[[Interval], Interval] | None = None) -> Transfer:
    """A transfer function whose result is in [lo, hi] for every input, and in `function` of the input's range."""
    limits = Interval(lo, hi)

    def transfer(call: Call) -> Numeric:
        range_ = limits if function is None else function(call.x.range).meet(limits)
        return call.x.certain(limits if range_.is_empty else range_)

    return transfer


def alternatives(value: Value) -> tuple[Value, ...]:
    """The values a union stands for, for models that look at the sort of their argument."""
    return members(value)


__all__ = [
    "Call",
    "Dtype",
    "Interval",
    "Kind",
    "Machine",
    "Model",
    "alternatives",
    "all_models",
    "bounding",
    "elementwise",
    "find",
    "from_literal",
    "model",
    "register",
]
