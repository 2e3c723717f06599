"""Shared by the models of numpy: known results, and attributes that are numbers."""

from __future__ import annotations

import math

from flake8_topil.analysis.interval import INF, Interval
from flake8_topil.analysis.values import Dtype, Kind, Numeric, Opaque, Value
from flake8_topil.models.registry import Call, Transfer

COUNT = Interval(0.0, INF)


def known(dtype: Dtype, lo: float, hi: float, kind: Kind = Kind.NDARRAY) -> Numeric:
    return Numeric.known(kind, dtype, Interval(lo, hi))


def uncounted(kind: Kind = Kind.NDARRAY) -> Numeric:
    """Sizes, positions and counts: no evidence of any in particular."""
    return Numeric(kind, Dtype.INT, COUNT)


def constant(number: float) -> Transfer:
    """An attribute that is a number; infinities and NaN take no part in relations."""
    if math.isnan(number):
        return lambda call: Numeric(Kind.NUMBER, Dtype.FLOAT)
    if math.isinf(number):
        return lambda call: Numeric(Kind.NUMBER, Dtype.FLOAT, Interval(number, number))
    return lambda call: Numeric.number(number)


def opaque_bytes(call: Call) -> Value:
    return Opaque("bytes")
