"""Pictures of what was seen: where pixels are wrong, and how the values are distributed."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from flake8_topil.verify.claims import Claim
from flake8_topil.verify.programs import Result
from flake8_topil.verify.records import Evidence, Histogram

_WRONG = np.array([255, 0, 170], np.uint8)
_BAND = "#2e9e5b"
_OUTSIDE = "#d6336c"
_MIDDLE = "#808080"
"""Readable on light and on dark ground."""


def difference(evidence: Evidence) -> Image.Image:
    """The right picture, faded, with the wrong pixels in pink."""
    with Image.open(evidence.reference or evidence.converted) as picture:
        faded = np.asarray(picture.convert("L").convert("RGB")) // 3 + 160
    if evidence.wrong is not None:
        with Image.open(evidence.wrong) as mask:
            faded = np.where(np.asarray(mask)[..., None] > 0, _WRONG, faded)
    return Image.fromarray(faded.astype(np.uint8))


def histogram(histogram: Histogram) -> str:
    """The distribution of the values with the band [0, 1], as SVG."""
    figure = Figure(figsize=(4.6, 1.7), layout="constrained")
    draw_histogram(figure.subplots(), histogram)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), flags=re.DOTALL)


def draw_histogram(axes: Axes, histogram: Histogram) -> None:
    """Bars, those outside [0, 1] in another colour, and the band itself."""
    edges = np.linspace(histogram.lo, histogram.hi, len(histogram.counts) + 1)
    middles = (edges[1:] + edges[:-1]) / 2
    colours = [_BAND if 0 <= middle <= 1 else _OUTSIDE for middle in middles]
    axes.axvspan(0, 1, color=_BAND, alpha=0.18, linewidth=0)
    axes.bar(middles, histogram.counts, width=np.diff(edges), color=colours, linewidth=0)
    axes.set_yscale("symlog")
    axes.set_yticks([])
    axes.minorticks_off()
    axes.set_xlim(min(histogram.lo, -0.1), max(histogram.hi, 1.1))
    axes.tick_params(colors=_MIDDLE, labelsize=8)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(_MIDDLE)


def data_url(image: Image.Image) -> str:
    """The picture as a PNG inside a URL."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def save_all(results: Sequence[Result], folder: Path) -> list[Path]:
    """Write one picture for each call site with wrong pixels: `FILE-LINE.png` or `FILE-LINE-COLUMN.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for claim in (claim for result in results for claim in result.claims):
        if claim.wrong and claim.worst is not None and claim.worst.evidence is not None:
            path = folder / f"{_stem(claim)}.png"
            side_by_side(claim.worst.evidence).savefig(path, dpi=100, metadata={"Software": None})
            saved.append(path)
    return saved


def _stem(claim: Claim) -> str:
    line, column = claim.position
    name = "-".join(
        [*claim.file.parts[-2:-1], claim.file.stem, str(line), *([] if column is None else [str(column + 1)])]
    )
    return re.sub(r"[^\w.-]", "_", name)


def side_by_side(evidence: Evidence) -> Figure:
    """As converted, as it should be, and where they differ."""
    titles = ("as converted", "as it should be", "wrong pixels")
    with Image.open(evidence.converted) as one, Image.open(evidence.reference or evidence.converted) as other:
        pictures = [one.convert("RGB"), other.convert("RGB"), difference(evidence)]
    width, height = pictures[0].size
    figure = Figure(figsize=(9.6, 3.2 * height / width + 0.35), layout="constrained")
    for axes, title, picture in zip(figure.subplots(1, 3), titles, pictures, strict=True):
        axes.imshow(picture, interpolation="nearest")
        axes.set_title(title, fontsize=10)
        axes.axis("off")
    return figure
