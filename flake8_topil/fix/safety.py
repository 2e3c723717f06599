"""Whether a clamp may be inserted where a finding is, and how sure it is that only wrong pixels change."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from flake8_topil.analysis.findings import Finding
from flake8_topil.analysis.values import INTEGRAL, Dtype, Kind
from flake8_topil.rules import rule

WRONG_SCALE = "TPI002"


class Safety(enum.Enum):
    """What is known of a repair."""

    SAFE = "safe"
    """Exactly the wrong pixels change."""
    UNSAFE = "unsafe"
    """It is not proven that the value is a float tensor: a clamp on uint8 makes the picture black."""


@dataclass(frozen=True)
class Clamp:
    """The clamp that suits everything that reaches a converter."""

    safety: Safety
    method: str
    """`clamp` for tensors, `clip` where an ndarray may come."""
    is_array: bool
    """Do ndarrays come, and nothing else?"""
    reason: str = ""
    """Why it is unsafe."""


@dataclass(frozen=True)
class NoClamp:
    """No clamp suits."""

    reason: str


def suitable_clamp(finding: Finding) -> Clamp | NoClamp:
    """The clamp for everything that reaches the converter of a finding."""
    if finding.code == WRONG_SCALE:
        return NoClamp("a clamp would hide the wrong scale: rescale it to [0, 1]")
    if rule(finding.code).is_cast:
        return NoClamp(f"{finding.code} has no automatic fix: clamp before the cast")
    if any(dtype in INTEGRAL for _, dtype in finding.inputs):
        return NoClamp("integers reach it on another path, and a clamp would make them black")
    kinds = {kind for kind, _ in finding.inputs}
    method = "clip" if Kind.NDARRAY in kinds else "clamp"
    is_array = kinds == {Kind.NDARRAY}
    proven = kinds and kinds <= {Kind.TENSOR, Kind.NDARRAY}
    if not proven:
        return Clamp(Safety.UNSAFE, method, is_array, "it is not proven to be a tensor")
    if any(dtype is Dtype.UNKNOWN for _, dtype in finding.inputs):
        return Clamp(Safety.UNSAFE, method, is_array, "it is not proven to be float, and a clamp makes uint8 black")
    return Clamp(Safety.SAFE, method, is_array)
