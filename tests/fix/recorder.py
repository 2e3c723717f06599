"""Runs programs and keeps every picture that the converter makes, with the picture of the clamped value.

    python recorder.py OUT.npz a.py b.py

The arrays are named `PROGRAM/NUMBER/made`, `PROGRAM/NUMBER/clamped`.
"""

from __future__ import annotations

import contextlib
import io
import runpy
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torchvision.transforms.v2  # noqa: F401  (has the converter under a name of its own)
from torchvision.transforms import functional

CONVERT = functional.to_pil_image
Pictures = dict[str, np.ndarray]


def clamped(pic: Any) -> Any:
    is_float = pic.is_floating_point() if isinstance(pic, torch.Tensor) else np.issubdtype(pic.dtype, np.floating)
    return pic.clip(0, 1) if is_float else pic


def record(path: Path, pictures: Pictures) -> None:
    """Run a program as a script, with the converter replaced under every name that torchvision has for it."""
    made: list[tuple[Any, Any]] = []

    def to_pil_image(pic: Any, mode: Any = None) -> Any:
        pic = pic.detach().clone() if isinstance(pic, torch.Tensor) else pic.copy()
        picture = CONVERT(pic, mode)
        made.append((picture.copy(), picture if mode == "F" else CONVERT(clamped(pic), mode)))
        return picture

    for name, module in list(sys.modules.items()):
        if name.startswith("torchvision"):
            for attribute, value in list(vars(module).items()):
                if value is CONVERT or getattr(value, "__qualname__", "") == "record.<locals>.to_pil_image":
                    setattr(module, attribute, to_pil_image)
    sys.argv = [str(path)]
    torch.manual_seed(0)
    np.random.seed(0)
    with contextlib.redirect_stdout(io.StringIO()):
        runpy.run_path(str(path), run_name="__main__")
    for i, (picture, reference) in enumerate(made):
        pictures[f"{path.stem}/{i}/made"] = np.asarray(picture)
        pictures[f"{path.stem}/{i}/clamped"] = np.asarray(reference)


def main(out: str, paths: list[str]) -> None:
    torch.set_num_threads(1)
    pictures: Pictures = {}
    for path in paths:
        record(Path(path), pictures)
    arrays: Any = pictures
    np.savez(out, **arrays)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
