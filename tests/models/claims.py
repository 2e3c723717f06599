"""Does a value that a library really computed lie inside the abstract value that is claimed for it?"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import numpy as np
import PIL.Image
import torch

from flake8_topil.analysis.values import Const, Dict, Dtype, Image, Kind, Numeric, Opaque, Seq, Union, Value

_TOLERANCE = 3e-6
_HALF_TOLERANCE = 1e-3
_LONGEST = 1000
"""How many elements of an iterator are looked at."""

_KINDS: dict[Kind, tuple[type, ...]] = {
    Kind.TENSOR: (torch.Tensor,),
    Kind.NDARRAY: (np.ndarray, np.generic),
    Kind.NUMBER: (int, float, complex, np.generic),
    Kind.ANY: (object,),
}
_NUMERIC = (torch.Tensor, np.ndarray, np.generic, int, float, complex)
_PICTURES = (torch.Tensor, np.ndarray, PIL.Image.Image)


def problem(real: object, claim: Value, at: str = "it") -> str:
    """What is wrong with the claim; empty where it holds. `at` names the value in a collection."""
    if isinstance(claim, Union):
        found = [problem(real, member, at) for member in claim.members]
        return "" if "" in found else "; ".join(found)
    if isinstance(real, _NUMERIC):
        return _numeric_problem(real, claim, at)
    if isinstance(claim, Numeric) and claim.kind is Kind.ANY:
        if isinstance(real, Mapping | list | tuple | Set):
            return _elements_problem(real, claim, at)
        if claim.dtype is Dtype.UNKNOWN:
            return ""
    if isinstance(real, PIL.Image.Image):
        return _image_problem(real, claim, at)
    if isinstance(real, Mapping):
        return _dict_problem(real, claim, at)
    if isinstance(real, Iterator) and isinstance(claim, Seq) and not claim.tail:
        elements = list(itertools.islice(real, _LONGEST))
        return _sequence_problem(elements, claim, at)
    if isinstance(real, Sequence | Set) and not isinstance(real, str | bytes):
        return _sequence_problem(list(real), claim, at)
    if real is None or isinstance(real, str | bytes):
        fits = isinstance(claim, Opaque) or (isinstance(claim, Const) and claim.value == real)
        return "" if fits else f"{at} is {real!r}, claimed {_told(claim)}"
    if isinstance(claim, Numeric | Image | Const):
        return f"{at} is a {type(real).__name__}, claimed {_told(claim)}"
    return ""


def _told(claim: Value) -> str:
    if isinstance(claim, Numeric):
        return f"{claim.kind.value} {claim.dtype.value} [{claim.range.lo:.6g}, {claim.range.hi:.6g}]"
    return repr(claim)[:80]


def _elements_problem(real: Iterable[object], claim: Numeric, at: str) -> str:
    """A claim about an object of which nothing else is known holds for whatever is in it."""
    elements = real.values() if isinstance(real, Mapping) else real
    return next(filter(None, (problem(element, claim, f"{at}[{i}]") for i, element in enumerate(elements))), "")


def _numeric_problem(real: object, claim: Value, at: str) -> str:
    if isinstance(claim, Const):
        return "" if claim.value == real else f"{at} is {real!r}, claimed {claim.value!r}"
    if not isinstance(claim, Numeric):
        return f"{at} is a {type(real).__name__}, claimed {_told(claim)}"
    if not isinstance(real, _KINDS[claim.kind]):
        return f"{at} is a {type(real).__name__}, claimed {_told(claim)}"
    dtype = _dtype(real)
    if claim.dtype not in (Dtype.UNKNOWN, dtype):
        return f"{at} has dtype {getattr(real, 'dtype', type(real).__name__)}, claimed {_told(claim)}"
    if not claim.seen.within(claim.range):
        return f"{at} has evidence for {claim.seen}, outside of its range {claim.range}"
    return _range_problem(real, claim, at)


def _dtype(real: object) -> Dtype | None:
    """The class of the element type; None for those that no class covers, such as complex ones."""
    name = str(real.dtype if isinstance(real, torch.Tensor | np.ndarray | np.generic) else type(real).__name__)
    name = name.removeprefix("torch.")
    if name in ("float", "float32", "float64", "float128", "longdouble"):
        return Dtype.FLOAT
    if name in ("float16", "bfloat16"):
        return Dtype.HALF
    if name in ("uint8", "bool"):
        return Dtype(name)
    return Dtype.INT if name.startswith(("int", "uint")) else None


def _range_problem(real: object, claim: Numeric, at: str) -> str:
    numbers = _numbers(real)
    if not numbers.size:
        return ""
    lo, hi = float(numbers.min()), float(numbers.max())
    tolerance = _HALF_TOLERANCE if _dtype(real) is Dtype.HALF else _TOLERANCE
    bounds = [abs(bound) for bound in (claim.range.lo, claim.range.hi) if np.isfinite(bound)]
    slack = tolerance * max(1.0, *bounds, 0.0)
    if lo < claim.range.lo - slack or hi > claim.range.hi + slack:
        return f"{at} is in [{lo:.7g}, {hi:.7g}], claimed {_told(claim)}"
    return ""


def _numbers(real: object) -> np.ndarray:
    """All elements that are numbers."""
    array = _as_array(real) if isinstance(real, torch.Tensor) else np.asarray(real)
    if array.dtype.kind == "c":
        array = np.stack([array.real, array.imag])
    if array.dtype.kind not in "biuf":
        return np.empty(0)
    numbers = array.astype(np.float64)
    return numbers[~np.isnan(numbers)]


def _as_array(tensor: torch.Tensor) -> np.ndarray:
    tensor = tensor.detach()
    tensor = tensor.dequantize() if tensor.is_quantized else tensor
    tensor = tensor.to_dense() if tensor.layout is not torch.strided else tensor
    tensor = torch.view_as_real(tensor.resolve_conj()) if tensor.is_complex() else tensor
    return np.asarray(tensor.double())


def _image_problem(real: PIL.Image.Image, claim: Value, at: str) -> str:
    if not isinstance(claim, Image):
        return f"{at} is a PIL image, claimed {_told(claim)}"
    if claim.mode is None:
        return "" if Image(real.mode).is_8_bit else f"{at} has mode {real.mode}, claimed one of 8 bits"
    return "" if claim.mode == real.mode else f"{at} has mode {real.mode}, claimed {claim.mode}"


def _sequence_problem(real: list[object], claim: Value, at: str) -> str:
    if isinstance(claim, Opaque):
        return f"{at} holds pictures, claimed {claim}" if any(isinstance(e, _PICTURES) for e in real) else ""
    if not isinstance(claim, Seq):
        return f"{at} has {len(real)} elements, claimed {_told(claim)}"
    first, last = len(claim.head), len(real) - len(claim.tail)
    if last < first or (claim.middle is None and last > first):
        return f"{at} has {len(real)} elements, claimed {first} + {len(claim.tail)}"
    for i, element in enumerate(real):
        inside = claim.head[i] if i < first else claim.tail[i - last] if i >= last else claim.middle
        assert inside is not None
        if found := problem(element, inside, f"{at}[{i}]"):
            return found
    return ""


def _dict_problem(real: Mapping[object, object], claim: Value, at: str) -> str:
    if isinstance(claim, Opaque):
        held = any(isinstance(value, _PICTURES) for value in real.values())
        return f"{at} holds pictures, claimed {claim}" if held else ""
    if not isinstance(claim, Dict):
        return f"{at} is a {type(real).__name__}, claimed {_told(claim)}"
    items = dict(claim.items)
    for key, value in real.items():
        inside = items.get(key, claim.other)
        if inside is None:
            return f"{at} has {key!r}, which the claim lacks"
        if found := problem(value, inside, f"{at}[{key!r}]"):
            return found
    return ""
