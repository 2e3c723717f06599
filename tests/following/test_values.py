"""What comes from another module: functions, classes, objects and constants, and what happens to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import HEAD

Codes = Callable[..., list[str]]

BASE = """\
import torch
from torch import nn
class Base(nn.Module):
    def __init__(self, act=None):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3)
        self.act = act or nn.Sigmoid()
    def forward(self, x):
        return self.act(self.conv(x))
class Raw(Base):
    def forward(self, x):
        return self.conv(x)
SCALE = 0.5
CLAMP = True
LIMITS = [0.0, 1.0]
"""


OWN = "class Own({base}):\n    def forward(self, x):\n        return {result}\nto_pil_image(Own()(x))"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("to_pil_image(Base()(x))", []),
        ("to_pil_image(Raw()(x))", ["TPI001"]),
        ("to_pil_image(Base(nn.Tanh())(x))", ["TPI002"]),
        ("class Own(Base):\n    pass\nto_pil_image(Own()(x))", []),
        (OWN.format(base="Base", result="super().forward(x) * 2"), ["TPI003"]),
        (OWN.format(base="Raw", result="super().forward(x).clamp(0, 1)"), []),
        ("net = Base()\nnet.act = nn.Identity()\nto_pil_image(net(x))", ["TPI001"]),
        ("to_pil_image(nn.Sequential(Raw(), nn.Sigmoid())(x))", []),
        ("to_pil_image(x.tanh() * SCALE + SCALE)", []),
        ("to_pil_image(x.clamp(*LIMITS))", []),
        ("Base.forward = Raw.forward\nto_pil_image(Base()(x))", ["TPI001"]),
        ("def show(net):\n    if isinstance(net, Base):\n        to_pil_image(net(x))\nshow(Raw())", ["TPI001"]),
    ],
)  # fmt: skip
def test_classes_objects_and_constants(code: str, expected: list[str], codes: Codes) -> None:
    assert codes({"net.py": BASE, "main.py": f"{HEAD}from net import *\n{code}\n"}) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("", []),
        ("net.SCALE = 3.0", ["TPI003"]),
        ("if len(x) > 2:\n    net.SCALE = 3.0", ["TPI003"]),
        ("net.LIMITS[1] = 5.0", []),
    ],
)
def test_a_module_that_is_changed(change: str, expected: list[str], codes: Codes) -> None:
    main = f"{HEAD}import net\n{change}\nto_pil_image(x.sigmoid() * net.SCALE * 2)\n"
    assert codes({"net.py": BASE, "main.py": main}) == expected


def test_an_imported_tensor_that_is_changed_on_one_path(codes: Codes) -> None:
    files = {"data.py": "import torch\nPICTURE = torch.zeros(3, 4, 4)\n"}
    main = HEAD + "import data\nif len(x) > 1:\n    data.PICTURE.add_(7)\nto_pil_image(data.PICTURE)\n"
    assert codes({**files, "main.py": main.replace("    data.PICTURE.add_(7)", "    pass")}) == []
    assert codes({**files, "main.py": main}) != []


def test_a_flag_may_be_set_by_others(codes: Codes) -> None:
    ops = "from net import CLAMP\ndef finish(x):\n    return x.clamp(0, 1) if CLAMP else x\n"
    main = HEAD + "from ops import finish\nto_pil_image(finish(x))\n"
    assert codes({"net.py": BASE, "ops.py": ops, "main.py": main}) != []


@pytest.mark.parametrize(
    "patch",
    [
        "import ops\nops.finish = lambda x: x\n",
        "import ops\nsetattr(ops, 'finish', lambda x: x)\n",
        "import ops\nops.Post.__call__ = lambda self, x: x\n",
        "from ops import Post\nPost.__call__ = lambda self, x: x\n",
    ],
)
def test_what_another_module_assigns_is_not_relied_on(patch: str, codes: Codes) -> None:
    ops = (
        "def finish(x):\n    return x.clamp(0, 1)\n"
        "class Post:\n    def __call__(self, x):\n        return x.clamp(0, 1)\n"
        "def both(x):\n    return finish(Post()(x)) if x is None else Post()(finish(x) * 2 - 1)\n"
    )
    main = HEAD + "import ops\nimport patches\nto_pil_image(ops.finish(x))\nto_pil_image(ops.Post()(x))\n"
    assert codes({"ops.py": ops, "patches.py": "", "main.py": main}) == []
    assert codes({"ops.py": ops, "patches.py": patch, "main.py": main}) != []


def test_a_function_that_changes_its_argument(codes: Codes) -> None:
    ops = "def limit_(x):\n    x.clamp_(0, 1)\ndef limit(x):\n    x.clamp(0, 1)\n"
    assert codes({"ops.py": ops, "main.py": HEAD + "from ops import limit_\nlimit_(x)\nto_pil_image(x)\n"}) == []
    assert codes({"ops.py": ops, "main.py": HEAD + "from ops import limit\nlimit(x)\nto_pil_image(x)\n"}) == ["TPI005"]


def test_a_function_that_takes_too_long_is_unknown_and_leaves_no_trace(codes: Codes) -> None:
    loops = "\n".join(f"{'    ' * (i + 1)}for a{i} in range(9):" for i in range(9))
    body = f"{'    ' * 10}x = x * 2 - a0 + a8\n{'    ' * 10}y.append(x)\n"
    ops = f"def finish(x):\n    y = []\n{loops}\n{body}    return x.sigmoid()\n"
    main = HEAD + "from ops import finish\ny = finish(x)\nto_pil_image(x.clamp(0, 1))\nto_pil_image(y)\n"
    assert set(codes({"ops.py": ops, "main.py": main})) <= {"TPI101"}


def test_a_decorator_of_another_module(codes: Codes) -> None:
    deco = (
        "import functools\ndef limited(f):\n    @functools.wraps(f)\n    def wrapper(*args):\n"
        "        return f(*args).clamp(0, 1)\n    return wrapper\n"
    )
    main = HEAD + "from deco import limited\n@limited\ndef noise(y):\n    return y * 9\nto_pil_image(noise(x))\n"
    assert codes({"deco.py": deco, "main.py": main}) == []
    assert codes({"deco.py": deco.replace(".clamp(0, 1)", ""), "main.py": main}) == ["TPI001"]


def test_a_pipeline_of_another_module(codes: Codes) -> None:
    pipes = "import torchvision.transforms as T\nback = T.Compose([T.Normalize([-1.0] * 3, [2.0] * 3)])\n"
    main = HEAD + "from pipes import back\nto_pil_image(back(x.tanh()))\n"
    assert codes({"pipes.py": pipes, "main.py": main}) == []
    assert codes({"pipes.py": pipes.replace("2.0", "0.5"), "main.py": main}) != []


def test_a_forward_hook(codes: Codes) -> None:
    code = "net = Base()\nhandle = net.register_forward_hook({hook})\n{then}\nto_pil_image(net(x))\n"

    def found(hook: str, then: str = "") -> list[str]:
        main = f"{HEAD}from net import Base, Raw\n{code.format(hook=hook, then=then)}"
        return codes({"net.py": BASE, "main.py": main})

    assert found("lambda net, args, y: None") == []
    assert found("lambda net, args, y: y * 3") == ["TPI003"]
    assert (
        found("lambda net, args, y: y * 3", "net = Raw()\nnet.register_forward_hook(lambda n, a, y: y.sigmoid())") == []
    )
    raw = "net = Raw()\nhandle = net.register_forward_hook(lambda n, a, y: y.sigmoid())\nhandle.remove()"
    assert found("lambda net, args, y: y", raw) != []


PIPES = """\
import torch
from torchvision import datasets
from torchvision.transforms import v2
inner = v2.Compose([v2.ToPILImage(), v2.ToImage()])
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("outer = v2.Compose([v2.ToImage(), inner])", ["TPI102"]),
        ("outer = v2.Compose([v2.ToImage(), inner])\ndata = datasets.CIFAR10('.', transform=outer)", []),
        ("outer = v2.Compose([v2.ToImage(), inner])\ndata = Pictures('.', outer)", []),
        ("outer = v2.Compose([v2.ToTensor(), v2.GaussianNoise(), inner])\ndata = Pictures('.', outer)", []),
        ("outer = v2.Compose([v2.ToTensor(), torch.randn_like, inner])\ndata = Pictures('.', outer)", ["TPI001"]),
        ("data = Pictures('.', inner)", []),
    ],
)
def test_a_dataset_applies_its_transform_to_pictures(code: str, expected: list[str], codes: Codes) -> None:
    data = (
        "from torchvision.datasets import ImageFolder\n"
        "class Pictures(ImageFolder):\n    def __init__(self, root, transform):\n"
        "        super().__init__(root, transform=transform)\n"
    )
    assert codes({"data.py": data, "main.py": f"{PIPES}from data import Pictures\n{code}\n"}) == expected


@pytest.mark.parametrize(
    ("made", "used"),
    [
        ("value = create({gain})", "torch.rand(3, 8, 8) * value.gain"),
        ("value = load()\nvalue.mul_({gain})", "value"),
        ("value = closed({gain})", "value(torch.rand(3, 8, 8))"),
        ("value = derived({gain})()", "torch.rand(3, 8, 8) * value.gain"),
        ("value = settings()\nvalue['gain'] = {gain}", "torch.rand(3, 8, 8) * value['gain']"),
        ("value = settings()\nvalue.update(gain={gain})", "torch.rand(3, 8, 8) * value['gain']"),
    ],
)
def test_what_code_of_a_third_module_makes(made: str, used: str, codes: Codes) -> None:
    zoo = (
        "import torch\ngain = 1.0\n"
        "class Net:\n    gain = 1.0\n"
        "def create(given):\n    net = Net()\n    net.gain = given\n    return net\n"
        "def load():\n    return torch.rand(3, 8, 8)\n"
        "def closed(gain):\n    def run(x):\n        return x * gain\n    return run\n"
        "def derived(given):\n    class Loud(Net):\n        gain = given\n    return Loud\n"
        "def settings():\n    return {'gain': 1.0}\n"
    )

    def found(gain: float) -> list[str]:
        nets = f"from zoo import *\n{made.format(gain=gain)}\n"
        main = f"{HEAD}from nets import value\nto_pil_image({used})\n"
        return codes({"zoo.py": zoo, "nets.py": nets, "main.py": main})

    assert found(1.0) == []
    assert found(3.0) != []
