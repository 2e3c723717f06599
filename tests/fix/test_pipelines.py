"""Repaired pipelines, run: in workers of a DataLoader that are spawned, and with several inputs through v2."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ..cli.conftest import START

pytestmark = pytest.mark.skipif(
    find_spec("torch") is None or find_spec("torchvision") is None, reason="torch and torchvision are not installed"
)

LOADER = """\
import torch
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import {module}


def unclamp(x):
    return x - 0.5


class Noise(Dataset):
    transform = {module}.Compose([{first}, unclamp, {module}.ToPILImage()])

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return list(self.transform(torch.full((1, 1, 2), 2.0 * index)).getdata())


def same(items):
    return items


if __name__ == "__main__":
    loader = DataLoader(Noise(), batch_size=2, num_workers=1, multiprocessing_context="spawn", collate_fn=same)
    print([pixels for batch in loader for pixels in batch])
"""

SAMPLE = """\
import torch
from torchvision import tv_tensors
from torchvision.transforms import v2

noisy = v2.Compose([v2.ToImage(), v2.GaussianNoise(sigma=3.0, clip=False), v2.ToPILImage()])

torch.manual_seed(0)
one, other = tv_tensors.Image(torch.rand(3, 4, 4)), tv_tensors.Image(torch.rand(3, 5, 5))
mask = tv_tensors.Mask(torch.full((1, 4, 4), 7))
boxes = tv_tensors.BoundingBoxes(torch.tensor([[1.0, 2.0, 3.0, 4.0]]), format="XYXY", canvas_size=(4, 4))
sample = {"images": [one, other], "mask": mask, "boxes": boxes, "label": 3, "embedding": torch.full((2,), 5.0)}

if __name__ == "__main__":
    print(type(noisy(one)).__name__)
    result = noisy(sample)
    print([type(image).__name__ for image in result["images"]])
    print(result["mask"].unique().tolist(), type(result["mask"]).__name__)
    print(result["boxes"].tolist(), type(result["boxes"]).__name__)
    print(result["label"], result["embedding"].tolist())
    torch.manual_seed(0)
    noise = v2.GaussianNoise(sigma=3.0, clip=False)(sample)
    clamped = [v2.functional.to_pil_image(image.clamp(0, 1)) for image in noise["images"]]
    torch.manual_seed(0)
    print([a.tobytes() == b.tobytes() for a, b in zip(clamped, noisy(sample)["images"])])
    image, label = noisy(one, 3)
    print(type(image).__name__, label)
"""


def fixed(folder: Path, source: str, *arguments: str) -> str:
    """The output of a program after it has been repaired."""
    path = folder / "program.py"
    path.write_text(source)
    subprocess.run([*START, "fix", "--isolated", *arguments, "program.py"], cwd=folder, check=True)
    assert "functools" in path.read_text()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "program.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("module", "first"), [("transforms", "transforms.CenterCrop((1, 2))"), ("v2", "v2.ToImage()")], ids=["v1", "v2"]
)
def test_workers_that_are_spawned(tmp_path: Path, module: str, first: str) -> None:
    source = LOADER.format(module=module, first=first)
    assert fixed(tmp_path, source, "--unsafe-fixes") == "[[0, 0], [255, 255], [255, 255], [255, 255]]\n"


def test_samples_of_several_inputs(tmp_path: Path) -> None:
    assert fixed(tmp_path, SAMPLE).splitlines() == [
        "Image",
        "['Image', 'Image']",
        "[7] Mask",
        "[[1.0, 2.0, 3.0, 4.0]] BoundingBoxes",
        "3 [5.0, 5.0]",
        "[True, True]",
        "Image 3",
    ]
