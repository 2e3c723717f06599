"""What is recorded: every conversion, at the place where the linter would report it, whatever the program does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import HEAD, Verify, needs_torch

pytestmark = needs_torch

SPELLINGS = """\
from torchvision.transforms.functional import to_pil_image as early
import torch, functools
from torch import nn
import torchvision
import torchvision.transforms as T
import torchvision.transforms.functional as F
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional as F2
from concurrent.futures import ThreadPoolExecutor
x = torch.linspace(0, 1, 48).reshape(3, 4, 4)
a = early(x)  # -> early
b = torchvision.transforms.functional.to_pil_image(x)  # -> torchvision
c = F2.to_pil_image(x)  # -> F2
d = T.ToPILImage()(x)  # -> T
e = v2.ToPILImage(mode="RGB")(x)  # -> v2
to_pil = T.ToPILImage()
f = "é", to_pil(x)  # -> to_pil
class Holder:
    def __init__(self):
        self.convert = v2.ToPILImage()
    def picture(self, image):
        return self.convert(image)  # -> self
Holder().picture(x)
g = (F
     .to_pil_image(x)
     .resize((2, 2)))
h = [F.to_pil_image(one) for one in (x, x)]  # -> F
i = T.Compose([T.Lambda(lambda image: image / 2), T.ToPILImage(), T.Resize(2)])(x)  # -> T.ToPILImage
j = v2.Compose([v2.Identity(), v2.ToPILImage()])(x)  # -> v2.ToPILImage
k = nn.Sequential(nn.Identity(), v2.ToPILImage())(x)  # -> v2.ToPILImage
l = functools.partial(F.to_pil_image, mode="RGB")(x)  # -> functools
class Shrinking(T.ToPILImage):
    def __call__(self, image):
        return super().__call__(image / 2)  # -> super
Shrinking()(x)
if __name__ == "__main__": F.to_pil_image(x)  # -> F
"""


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python tells columns from 3.11 on")
def test_lines_and_columns(verify: Verify) -> None:
    lines = SPELLINGS.splitlines()
    expected = []
    for number, line in enumerate(lines, start=1):
        code, arrow, start = line.partition("  # -> ")
        if arrow:
            expected.append((number, re.search(rf"\b{re.escape(start)}\b", code + " ").start() + 1))  # type: ignore[union-attr]
    expected.append((lines.index("g = (F") + 1, 6))
    result = verify({"a.py": SPELLINGS}, "a.py")
    assert [(claim["line"], claim["column"]) for claim in result.claims] == sorted(expected)
    assert {claim["verdict"] for claim in result.claims} == {"clean"}
    assert result.status == 0


def test_functions_that_are_handed_over_belong_to_where_that_happens(verify: Verify) -> None:
    text = HEAD + (
        "batch = torch.randn(2, 3, 4, 4)\n"
        "a = list(map(to_pil_image, batch))\n"
        "for b in map(T.ToPILImage(), batch):\n"
        "    pass\n"
        "later = map(F.to_pil_image, batch)\n"
        "c, d = later\n"
    )
    result = verify({"a.py": text}, "a.py")
    assert result.verdicts == [(9, "confirmed"), (10, "confirmed"), (12, "confirmed")]


def test_a_pool_of_threads_calls_what_it_was_handed(verify: Verify) -> None:
    text = HEAD + (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor() as pool:\n"
        "    list(pool.map(to_pil_image, [wrong, wrong]))\n"
    )
    result = verify({"a.py": text}, "a.py")
    assert result.verdicts == [(10, "confirmed")]
    assert result.claims[0]["conversions"] == 2


PROCESSES = {
    "a subprocess": """\
import subprocess, sys
code = "import torch; from torchvision.transforms.functional import to_pil_image as p; p(torch.ones(1, 2, 2) * 1.5)"
subprocess.run([sys.executable, "-c", code], check=True)
""",
    "a forked process": """\
import os
if os.fork() == 0:
    to_pil_image(wrong)
    os._exit(0)
os.wait()
""",
    "torch.multiprocessing, forked": """\
import torch.multiprocessing as mp
def work(rank):
    to_pil_image(wrong)
if __name__ == "__main__":
    mp.start_processes(work, nprocs=1, start_method="fork")
""",
    "torch.multiprocessing, spawned": """\
import torch.multiprocessing as mp
def work(rank):
    to_pil_image(wrong)
if __name__ == "__main__":
    mp.spawn(work, nprocs=1)
""",
    "workers of a DataLoader, forked": """\
class Data(torch.utils.data.Dataset):
    def __len__(self): return 1
    def __getitem__(self, index): return torch.tensor(to_pil_image(wrong).size)
for batch in torch.utils.data.DataLoader(Data(), num_workers=1, multiprocessing_context="fork"): pass
""",
    "workers of a DataLoader, spawned": """\
class Data(torch.utils.data.Dataset):
    pipeline = T.Compose([T.ToPILImage(), T.PILToTensor()])
    def __len__(self): return 1
    def __getitem__(self, index): return self.pipeline(wrong)
if __name__ == "__main__":
    for batch in torch.utils.data.DataLoader(Data(), num_workers=1, multiprocessing_context="spawn"): pass
""",
    "a thread": """\
import threading
thread = threading.Thread(target=lambda: to_pil_image(wrong))
thread.start()
thread.join()
""",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PROCESSES.items()])
def test_whatever_the_program_starts_is_recorded(verify: Verify, text: str) -> None:
    result = verify({"a.py": HEAD + text}, "a.py")
    assert result.program["status"] == 0, result.program["stderr"]
    assert result.program["conversions"] == 1
    assert [claim["wrong"] > 0 for claim in result.claims if claim["conversions"]] == [True]


ENDINGS = {
    "exception": ("raise ValueError('no')\n", 1),
    "sys.exit": ("import sys\nsys.exit(3)\n", 3),
    "os._exit": ("import os\nos._exit(4)\n", 4),
    "killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", -9),
    "segmentation fault": ("import ctypes\nctypes.string_at(0)\n", -11),
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("text", "status"), [pytest.param(*ending, id=name) for name, ending in ENDINGS.items()])
def test_what_was_converted_before_the_end_is_kept(verify: Verify, text: str, status: int) -> None:
    result = verify({"a.py": HEAD + "to_pil_image(wrong)\n" + text}, "a.py")
    assert result.program["status"] == status
    assert result.verdicts == [(8, "confirmed")]
    assert result.status == 2
    assert f"exit status {status}" in result.stdout or "killed by SIG" in result.stdout


def test_what_the_converter_refuses_is_told(verify: Verify) -> None:
    text = HEAD + (
        "try:\n    to_pil_image(wrong.bfloat16())\nexcept TypeError as error:\n    print('refused:', error)\n"
        "to_pil_image(right)\n"
    )
    result = verify({"a.py": text}, "a.py")
    assert result.program["stdout"].startswith("refused: ")
    assert any(error.startswith("TypeError") for claim in result.claims for error in claim["errors"])
    assert "a.py:9" in result.stdout


def test_a_program_that_converts_nothing_is_told_of(verify: Verify) -> None:
    result = verify({"a.py": "print('hello')\n"}, "a.py")
    assert (result.status, result.program["conversions"], result.claims) == (0, 0, [])
    assert "a.py: nothing was converted" in result.stdout


def test_what_torchvision_converts_for_itself_is_left_out(verify: Verify) -> None:
    text = "from torchvision.datasets import FakeData\nFakeData(1, (3, 8, 8))[0]\n"
    result = verify({"a.py": text}, "a.py")
    assert (result.status, result.program["conversions"], result.claims) == (0, 0, [])
    assert "except by torchvision itself" in result.stdout


def test_nan_is_counted_apart(verify: Verify) -> None:
    text = HEAD + (
        "right[:, 0, 0] = float('nan')\nto_pil_image(right)\n"
        "wrong[:, 0, 0] = float('nan')\nto_pil_image(wrong)\n"
        "to_pil_image(torch.full((3, 4, 4), float('nan')))\n"
    )
    result = verify({"a.py": text}, "a.py")
    by_line = {claim["line"]: claim for claim in result.claims}
    assert [(by_line[line]["nan"], by_line[line]["wrong"]) for line in (9, 11, 12)] == [(3, 0), (3, 15), (48, 0)]
    assert "3 NaN, not counted as wrong" in result.stdout


def test_the_program_does_what_it_does_without_the_recorder(verify: Verify, tmp_path: Path) -> None:
    """Its random numbers, its warnings, its path, its pickles, what it sees of the converter."""
    text = HEAD + (
        "import inspect, pickle, random, sys, warnings\n"
        "warnings.simplefilter('error')\n"
        "torch.manual_seed(0); random.seed(0)\n"
        "pictures = [to_pil_image(wrong), T.ToPILImage()(wrong), v2.ToPILImage()(wrong)]\n"
        "print([list(picture.tobytes()) for picture in pictures])\n"
        "print(torch.rand(3), random.random(), sys.path, sys.argv, __name__, __file__)\n"
        "print(repr(T.ToPILImage('RGB')), v2.ToPILImage(), inspect.signature(to_pil_image), to_pil_image.__doc__)\n"
        "print(pickle.dumps(to_pil_image), pickle.loads(pickle.dumps(T.ToPILImage()))(right).size)\n"
        "print(to_pil_image is F.to_pil_image is v2.functional.to_pil_image)\n"
    )
    result = verify({"a.py": text}, "a.py", "--", "one", "--two")
    done = subprocess.run(
        [sys.executable, "a.py", "one", "--two"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert result.program["stdout"] == done.stdout
    assert result.program["stderr"] == ""


def test_objects_that_the_recorder_has_seen_are_pickled_for_others(verify: Verify, tmp_path: Path) -> None:
    text = HEAD + "torch.save([T.ToPILImage(), v2.ToPILImage()], 'converters.pt')\n"
    assert verify({"a.py": text}, "a.py").status == 0
    load = "import torch; print(torch.load('converters.pt', weights_only=False)[0](torch.zeros(1, 2, 2)).size)"
    done = subprocess.run([sys.executable, "-c", load], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "(2, 2)\n"


CLAMPING = {
    "lib/torchvision/__init__.py": "__version__ = '99.0'\n",
    "lib/torchvision/transforms/__init__.py": "",
    "lib/torchvision/transforms/functional.py": (
        "from PIL import Image\n"
        "def to_pil_image(pic, mode=None):\n"
        "    return Image.fromarray((pic.clamp(0, 1) * 255).byte().numpy()[0], 'L' if mode is None else mode)\n"
    ),
    "lib/sitecustomize.py": "import builtins\nbuiltins.hidden = 'was run'\n",
}
"""A torchvision that clamps, and a `sitecustomize` of the user's own next to it."""


CHECKOUT = {
    **CLAMPING,
    "lib/torchvision/transforms/functional.py": CLAMPING["lib/torchvision/transforms/functional.py"].replace(
        "pic.clamp(0, 1)", "pic"
    ),
    "lib/torchvision/transforms/__init__.py": "from .transforms import *\n",
    "lib/torchvision/transforms/transforms.py": (
        "from . import functional as F\n"
        "class ToPILImage:\n"
        "    def __init__(self, mode=None):\n        self.mode = mode\n"
        "    def __call__(self, pic):\n        return F.to_pil_image(pic, self.mode)\n"
        "class Compose:\n"
        "    def __init__(self, transforms):\n        self.transforms = transforms\n"
        "    def __call__(self, img):\n"
        "        for t in self.transforms:\n            img = t(img)\n"
        "        return img\n"
    ),
}
"""A torchvision that is not among the installed packages, and does not clamp."""


def test_a_torchvision_that_is_a_checkout_is_still_a_library(verify: Verify) -> None:
    text = (
        "import torch\nimport torchvision.transforms as T\n"
        "pipeline = T.Compose([T.ToPILImage()])\npipeline(torch.randn(1, 4, 4))\n"
    )
    result = verify({"a.py": text, **CHECKOUT}, "a.py", env={**os.environ, "PYTHONPATH": "lib"})
    assert result.verdicts == [(3, "confirmed")]
    assert Path(result.claims[0]["file"]).name == "a.py"


def test_a_torchvision_that_clamps_by_itself_is_recognised(verify: Verify) -> None:
    text = (
        "import torch\nfrom torchvision.transforms.functional import to_pil_image\n"
        "to_pil_image(torch.randn(1, 4, 4))\nprint(hidden)\n"
    )
    env = {**os.environ, "PYTHONPATH": "lib", "PYTHONWARNINGS": "ignore::DeprecationWarning"}
    result = verify({"a.py": text, **CLAMPING}, "a.py", env=env)
    assert result.program["clamps_by_itself"] is True
    assert (result.program["torchvision"], result.verdicts) == ("99.0", [(3, "not observed")])
    assert "torchvision 99.0 clamps by itself" in result.stdout
    assert result.program["stdout"] == "was run\n"
