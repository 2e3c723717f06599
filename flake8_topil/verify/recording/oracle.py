"""What a conversion should have given: the conversion of the clamped value, by the same code.

No number is assumed, neither the factor nor the rounding nor where wrapping starts, so the judgement holds for every
version of torchvision and every machine.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

Convert = Callable[[Any, Any], Any]

# Taken before the program starts: it may replace torch's or numpy's own.
_clamp, _clip = torch.clamp, np.clip


@dataclass(frozen=True)
class Judgement:
    """What one conversion did."""

    kind: str
    """"tensor" or "ndarray"."""
    dtype: str
    shape: tuple[int, ...]
    is_scaled: bool
    """Was the input a float, from which 8-bit pixels were made? Otherwise nothing can wrap around."""
    lo: float | None
    """The smallest number that is not NaN; None if there is no number."""
    hi: float | None
    nan: int
    """How many elements are NaN."""
    pixels: int
    wrong: int
    """How many pixels are not those of the clamped value. Those that come from NaN are not among them."""
    values: Any
    """The input as an ndarray."""
    reference: Any
    """The picture of the clamped value."""
    mask: Any
    """Which pixels are wrong: an ndarray of bool with height and width; None if none is."""


def judge(convert: Convert, pic: Any, mode: Any, picture: Any) -> Judgement:
    """Compare `picture`, which `convert` has made of `pic`, with what it makes of the clamped value."""
    kind = "tensor" if isinstance(pic, torch.Tensor) else "ndarray"
    values = pic.detach().numpy(force=True) if isinstance(pic, torch.Tensor) else pic
    is_scaled = bool(np.issubdtype(values.dtype, np.floating)) and picture.mode != "F"
    lo, hi, nan = extremes(values)
    reference, mask = picture, None
    if is_scaled and lo is not None and hi is not None and (nan or lo < 0.0 or hi > 1.0):
        with np.errstate(all="ignore"):
            reference = convert(clamped(pic), mode)
        mask = difference(picture, reference, nan_in(values, kind) if nan else None)
    return Judgement(
        kind,
        str(values.dtype),
        tuple(values.shape),
        is_scaled,
        lo,
        hi,
        nan,
        picture.width * picture.height,
        0 if mask is None else int(np.count_nonzero(mask)),
        values,
        reference,
        mask if mask is not None and mask.any() else None,
    )


def clamped(pic: Any) -> Any:
    """The input with every element in [0, 1], and nothing else changed. NaN stays NaN."""
    if isinstance(pic, torch.Tensor):
        return _clamp(pic.detach(), 0, 1)
    return _clip(pic, 0, 1).astype(pic.dtype, copy=False)


def difference(picture: Any, reference: Any, nan: Any) -> Any:
    """Which pixels differ, an ndarray of bool with height and width. The channels that `nan` marks do not count."""
    differs = np.asarray(picture) != np.asarray(reference)
    differs = differs.reshape(picture.height, picture.width, -1)
    if nan is not None:
        differs &= ~nan.reshape(differs.shape)
    return functools.reduce(np.bitwise_or, np.moveaxis(differs, 2, 0))


def nan_in(values: Any, kind: str) -> Any:
    """Where the values are NaN, with the channels last as in a picture."""
    nan = np.isnan(values)
    return nan.transpose(1, 2, 0) if kind == "tensor" and nan.ndim == 3 else nan


def extremes(values: Any) -> tuple[float | None, float | None, int]:
    """The smallest and the largest number, NaN left out, and the number of NaN."""
    if values.size == 0:
        return None, None, 0
    lo, hi = float(values.min()), float(values.max())
    if lo == lo:
        return lo, hi, 0
    numbers = values[~np.isnan(values)]
    nan = values.size - numbers.size
    if numbers.size == 0:
        return None, None, nan
    return float(numbers.min()), float(numbers.max()), nan


def clamps_by_itself(convert: Convert) -> bool:
    """Does the installed converter clamp, so that there is nothing to find?"""
    with np.errstate(all="ignore"):
        pixels = convert(torch.tensor([[[1.5, -0.5]]]), None).tobytes()
    return bool(pixels == b"\xff\x00")
