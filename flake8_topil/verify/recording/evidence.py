"""Saves what there is to be seen of a conversion: the pictures, and how its values are distributed."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import Image

LONGEST = 480
"""Larger pictures are shown by one pixel of each block. A block is wrong if any pixel of it is."""
BINS = 80


def save(stem: str, picture: Any, judgement: Any) -> dict[str, object]:
    """Write `STEM-converted.png` and, if pixels are wrong, `STEM-reference.png` and `STEM-wrong.png`."""
    step = -(-max(picture.size) // LONGEST)
    _shown(picture, step).save(f"{stem}-converted.png")
    if judgement.mask is not None:
        _shown(judgement.reference, step).save(f"{stem}-reference.png")
        Image.fromarray(_any_in_blocks(judgement.mask, step).astype(np.uint8) * 255).save(f"{stem}-wrong.png")
    return {"histogram": histogram(judgement.values), "step": step}


def histogram(values: Any) -> dict[str, object] | None:
    """Counts of the finite values in equal bins from the smallest to the largest; None if there are none."""
    finite = values[np.isfinite(values)].astype(np.float64)
    if finite.size == 0:
        return None
    counts, edges = np.histogram(finite, bins=BINS)
    return {"lo": float(edges[0]), "hi": float(edges[-1]), "counts": counts.tolist()}


def _shown(picture: Any, step: int) -> Any:
    colours = picture.convert("L" if picture.mode in ("L", "1") else "RGB")
    return Image.fromarray(np.ascontiguousarray(np.asarray(colours)[::step, ::step]))


def _any_in_blocks(mask: Any, step: int) -> Any:
    height, width = mask.shape
    padded = np.pad(mask, ((0, -height % step), (0, -width % step)))
    return padded.reshape(padded.shape[0] // step, step, -1, step).any(axis=(1, 3))
