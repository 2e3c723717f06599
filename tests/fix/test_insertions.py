"""What is inserted, for every way in which a conversion is written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ..cli.conftest import START

PRELUDE = """\
import functools
import numpy as np
import torch
import torchvision.transforms as T
from torch import nn
from torchvision.transforms import v2
from torchvision import tv_tensors
from torchvision.transforms.functional import to_pil_image

net = nn.Conv2d(3, 3, 3)
a = torch.randn(3, 8, 8)
b = torch.randn(3, 8, 8)
xs = [torch.randn(3, 8, 8)]
to_pil = T.ToPILImage()
"""

ARGUMENTS = {
    "name": ("to_pil_image(a)", "to_pil_image(a.clamp(0, 1))"),
    "operator": ("to_pil_image(a + b)", "to_pil_image((a + b).clamp(0, 1))"),
    "unary": ("to_pil_image(-a)", "to_pil_image((-a).clamp(0, 1))"),
    "parenthesised": ("to_pil_image((a + b))", "to_pil_image((a + b).clamp(0, 1))"),
    "parenthesised twice": ("to_pil_image(((a + b)))", "to_pil_image(((a + b)).clamp(0, 1))"),
    "trailing comma": ("to_pil_image((a + b), )", "to_pil_image((a + b).clamp(0, 1), )"),
    "keyword": ("to_pil_image(pic=a + b)", "to_pil_image(pic=(a + b).clamp(0, 1))"),
    "keyword after another": ('to_pil_image(mode="RGB", pic=a)', 'to_pil_image(mode="RGB", pic=a.clamp(0, 1))'),
    "mode": ('to_pil_image(a, "RGB")', 'to_pil_image(a.clamp(0, 1), "RGB")'),
    "ternary": ("to_pil_image(a if net else b)", "to_pil_image((a if net else b).clamp(0, 1))"),
    "walrus": ("to_pil_image(c := a + b)", "to_pil_image((c := a + b).clamp(0, 1))"),
    "subscript": ("to_pil_image(net(a)[0])", "to_pil_image(net(a)[0].clamp(0, 1))"),
    "call chain": (
        "to_pil_image(net(a).squeeze(0).cpu()).resize((4, 4))",
        "to_pil_image(net(a).squeeze(0).cpu().clamp(0, 1)).resize((4, 4))",
    ),
    "starred list": ("to_pil_image(*[a])", "to_pil_image(*[a.clamp(0, 1)])"),
    "starred tuple": ('to_pil_image(*(a, "RGB"))', 'to_pil_image(*(a.clamp(0, 1), "RGB"))'),
    "multi-line": (
        "to_pil_image(\n    a  # first\n    + b  # second\n)",
        "to_pil_image(\n    (a  # first\n    + b).clamp(0, 1)  # second\n)",
    ),
    "comments": (
        "to_pil_image(  # what\n    a,  # a tensor\n)",
        "to_pil_image(  # what\n    a.clamp(0, 1),  # a tensor\n)",
    ),
    "parentheses in comments": (
        "to_pil_image(  # (\n    (  # )\n        a + b  # (\n    )\n)",
        "to_pil_image(  # (\n    (  # )\n        a + b  # (\n    ).clamp(0, 1)\n)",
    ),
    "backslash": ("to_pil_image(a \\\n    + b)", "to_pil_image((a \\\n    + b).clamp(0, 1))"),
    "non-ascii before": ("'äöü😀', to_pil_image(a)", "'äöü😀', to_pil_image(a.clamp(0, 1))"),
    "two on a line": (
        "to_pil_image(a), to_pil_image(b)",
        "to_pil_image(a.clamp(0, 1)), to_pil_image(b.clamp(0, 1))",
    ),
    "parenthesised callee": ("(to_pil_image)(a)", "(to_pil_image)(a.clamp(0, 1))"),
    "kept converter": ("to_pil(a)", "to_pil(a.clamp(0, 1))"),
    "class called at once": ('T.ToPILImage("RGB")(a)', 'T.ToPILImage("RGB")(a.clamp(0, 1))'),
    "partial": ("functools.partial(to_pil_image)(a)", "functools.partial(to_pil_image)(a.clamp(0, 1))"),
    "lambda": ("f = lambda: to_pil_image(a + b)\nf()", "f = lambda: to_pil_image((a + b).clamp(0, 1))\nf()"),
    "comprehension": ("[to_pil(x) for x in xs]", "[to_pil(x.clamp(0, 1)) for x in xs]"),
    "starred result": ("print(*[to_pil_image(x) for x in xs])", "print(*[to_pil_image(x.clamp(0, 1)) for x in xs])"),
    "float array": ("to_pil_image(np.random.randn(8, 8, 3))", "to_pil_image(np.random.randn(8, 8, 3).clip(0, 1))"),
    "await": (
        "async def f():\n    async def g():\n        return a\n    to_pil_image(await g())",
        "async def f():\n    async def g():\n        return a\n    to_pil_image((await g()).clamp(0, 1))",
    ),
    "attribute": (
        "class C:\n    def __init__(self):\n        self.to_pil = T.ToPILImage()\n\n    def f(self):\n"
        "        return self.to_pil(net(a)[0])",
        "class C:\n    def __init__(self):\n        self.to_pil = T.ToPILImage()\n\n    def f(self):\n"
        "        return self.to_pil(net(a)[0].clamp(0, 1))",
    ),
}

CLAMPS = {
    "lower bound": ("to_pil_image(a.clamp(min=0))", "to_pil_image(a.clamp(min=0, max=1))"),
    "upper bound": ("to_pil_image(a.clamp(max=1.0))", "to_pil_image(a.clamp(max=1.0, min=0))"),
    "positional bound": ("to_pil_image(a.clamp(0))", "to_pil_image(a.clamp(0, 1))"),
    "no bound": ("to_pil_image(a.clamp(min=0, max=None))", "to_pil_image(a.clamp(min=0, max=None).clamp(0, 1))"),
    "other bounds": ("to_pil_image(a.clamp(-2, 1.5))", "to_pil_image(a.clamp(-2, 1.5))"),
    "other bound": ("to_pil_image(a.clip(min=-2))", "to_pil_image(a.clip(min=-2))"),
    "commented": (
        "to_pil_image(a.clamp(  # dark\n    min=0  # black\n))",
        "to_pil_image(a.clamp(  # dark\n    min=0, max=1  # black\n))",
    ),
    "computed": ("to_pil_image(a.clamp(max=b.max()))", "to_pil_image(a.clamp(max=b.max()).clamp(0, 1))"),
    "in place": ("to_pil_image(a.clamp_(min=0))", "to_pil_image(a.clamp_(min=0).clamp(0, 1))"),
    "discarded": (
        "def f():\n    c = net(a)[0]\n    c.clamp(0, 1)\n    to_pil_image(c)",
        "def f():\n    c = net(a)[0]\n    c = c.clamp(0, 1)\n    to_pil_image(c)",
    ),
    "discarded function": (
        "def f():\n    c = net(a)[0]\n    torch.clamp(c, min=0, max=1)\n    to_pil_image(c)",
        "def f():\n    c = net(a)[0]\n    c = torch.clamp(c, min=0, max=1)\n    to_pil_image(c)",
    ),
    "discarded, two conversions": (
        "def f():\n    c = net(a)[0]\n    c.clamp(0, 1)\n    to_pil_image(c)\n    to_pil(c)",
        "def f():\n    c = net(a)[0]\n    c = c.clamp(0, 1)\n    to_pil_image(c)\n    to_pil(c)",
    ),
    "discarded, but used otherwise": (
        "def f():\n    c = net(a)[0]\n    c.clamp(0, 1)\n    to_pil_image(c)\n    return c",
        "def f():\n    c = net(a)[0]\n    c.clamp(0, 1)\n    to_pil_image(c.clamp(0, 1))\n    return c",
    ),
    "discarded in a loop that reads it before": (
        "def f():\n    c = net(a)[0]\n    for _ in xs:\n        print(c)\n        c.clamp(0, 1)\n"
        "        to_pil_image(c)",
        "def f():\n    c = net(a)[0]\n    for _ in xs:\n        print(c)\n        c.clamp(0, 1)\n"
        "        to_pil_image(c.clamp(0, 1))",
    ),
    "on one path": (
        "def f(clip: bool):\n    c = net(a)[0]\n    if clip:\n        c = c.clamp(0, 1)\n    to_pil_image(c)",
        "def f(clip: bool):\n    c = net(a)[0]\n    if clip:\n        c = c.clamp(0, 1)\n"
        "    to_pil_image(c.clamp(0, 1))",
    ),
    "undone": (
        "def f():\n    c = net(a)[0].clamp(0, 1)\n    c = c + 0.1 * torch.randn(3, 8, 8)\n    to_pil_image(c)",
        "def f():\n    c = net(a)[0].clamp(0, 1)\n    c = c + 0.1 * torch.randn(3, 8, 8)\n"
        "    to_pil_image(c.clamp(0, 1))",
    ),
}

CLAMP = "functools.partial(torch.clamp, min=0, max=1)"

ELEMENTS = {
    "map": ("list(map(to_pil, xs))", "list(map(to_pil, (image.clamp(0, 1) for image in xs)))"),
    "map, name taken": (
        "image = xs\nlist(map(to_pil, image))",
        "image = xs\nlist(map(to_pil, (picture.clamp(0, 1) for picture in image)))",
    ),
    "map over a ternary": (
        "list(map(to_pil, xs if net else xs))",
        "list(map(to_pil, (image.clamp(0, 1) for image in (xs if net else xs))))",
    ),
    "pipeline": (
        "T.Compose([T.Lambda(torch.neg), T.ToPILImage()])(a)",
        f"T.Compose([T.Lambda(torch.neg), {CLAMP}, T.ToPILImage()])(a)",
    ),
    "pipeline on lines": (
        "T.Compose(\n    [\n        T.Lambda(torch.neg),\n        T.ToPILImage(),  # last\n    ]\n)(a)",
        f"T.Compose(\n    [\n        T.Lambda(torch.neg),\n        {CLAMP},\n        T.ToPILImage(),  # last\n    ]\n"
        ")(a)",
    ),
    "tuple": (
        "T.Compose((T.ToPILImage(), T.CenterCrop(4)))(a)",
        f"T.Compose(({CLAMP}, T.ToPILImage(), T.CenterCrop(4)))(a)",
    ),
    "Lambda of a function": (
        "T.Compose([T.Lambda(to_pil_image)])(a)",
        f"T.Compose([{CLAMP}, T.Lambda(to_pil_image)])(a)",
    ),
    "appended": (
        "steps = []\nsteps.append(T.ToPILImage())\nT.Compose(steps)(a)",
        f"steps = []\nsteps.append(T.Compose([{CLAMP}, T.ToPILImage()]))\nT.Compose(steps)(a)",
    ),
    "one of several": (
        "T.RandomChoice([T.ToPILImage(), T.ToPILImage()])(a)",
        f"T.RandomChoice([T.Compose([{CLAMP}, T.ToPILImage()]), T.Compose([{CLAMP}, T.ToPILImage()])])(a)",
    ),
    "array": (
        "T.Compose([T.ToPILImage()])(np.random.randn(8, 8, 3))",
        "T.Compose([functools.partial(np.clip, a_min=0, a_max=1), T.ToPILImage()])(np.random.randn(8, 8, 3))",
    ),
    "v2 with images": (
        "v2.Compose([v2.ToImage(), v2.GaussianNoise(clip=False), v2.ToPILImage()])(a)",
        f"v2.Compose([v2.ToImage(), v2.GaussianNoise(clip=False), "
        f"v2.Lambda(v2.Compose([{CLAMP}, v2.ToPILImage()]), tv_tensors.Image)])(a)",
    ),
    "v2 with something unseen": (
        "v2.Compose([net, v2.ToPILImage()])(a)",
        f"v2.Compose([net, v2.Lambda(v2.Compose([{CLAMP}, v2.ToPILImage()]), torch.Tensor)])(a)",
    ),
}

CASES = {**ARGUMENTS, **CLAMPS, **ELEMENTS}

IMPORTS = {
    "added": (
        "import os\n\nimport torch\nimport torchvision.transforms as T\n\n"
        "T.Compose([torch.neg, T.ToPILImage()])(torch.randn(3, 8, 8))\n",
        "import functools\nimport os\n\nimport torch\nimport torchvision.transforms as T\n\n"
        f"T.Compose([torch.neg, {CLAMP}, T.ToPILImage()])(torch.randn(3, 8, 8))\n",
    ),
    "added last of its kind": (
        "import abc  # one\n\nfrom torchvision.transforms import v2 as T\nfrom torchvision import transforms\n"
        "from torch import randn\n\ntransforms.Compose([transforms.ToPILImage()])(randn(3, 8, 8))\n",
        "import abc  # one\n\nimport functools\nimport torch\nfrom torchvision.transforms import v2 as T\n"
        "from torchvision import transforms\nfrom torch import randn\n\n"
        f"transforms.Compose([{CLAMP}, transforms.ToPILImage()])(randn(3, 8, 8))\n",
    ),
    "merged": (
        "from functools import (\n    reduce,  # old\n    wraps,\n)\nimport torch as t\n"
        "from torchvision.transforms import Compose, ToPILImage\n\nCompose([ToPILImage()])(t.randn(3, 8, 8))\n",
        "from functools import (\n    reduce,  # old\n    wraps, partial,\n)\nimport torch as t\n"
        "from torchvision.transforms import Compose, ToPILImage\n\n"
        "Compose([partial(t.clamp, min=0, max=1), ToPILImage()])(t.randn(3, 8, 8))\n",
    ),
    "after __future__": (
        '"""Doc."""\nfrom __future__ import annotations\nimport torch\nimport torchvision.transforms as T\n\n'
        "T.Compose([T.ToPILImage()])(torch.randn(3, 8, 8))\n",
        '"""Doc."""\nfrom __future__ import annotations\nimport functools\nimport torch\n'
        f"import torchvision.transforms as T\n\nT.Compose([{CLAMP}, T.ToPILImage()])(torch.randn(3, 8, 8))\n",
    ),
    "where the others are": (
        "def f():\n\timport torch\n\timport torchvision.transforms as T\n\n"
        "\treturn T.Compose([T.ToPILImage()])(torch.randn(3, 8, 8))\n",
        "def f():\n\timport functools\n\timport torch\n\timport torchvision.transforms as T\n\n"
        f"\treturn T.Compose([{CLAMP}, T.ToPILImage()])(torch.randn(3, 8, 8))\n",
    ),
    "Compose": (
        "import functools\nimport torch\nfrom torchvision.transforms import RandomChoice, ToPILImage\n\n"
        "RandomChoice([ToPILImage()])(torch.randn(3, 8, 8))\n",
        "import functools\nimport torch\nfrom torchvision.transforms import RandomChoice, ToPILImage, Compose\n\n"
        f"RandomChoice([Compose([{CLAMP}, ToPILImage()])])(torch.randn(3, 8, 8))\n",
    ),
    "name taken": (
        "import torch\nimport torchvision.transforms as T\n\nfunctools = 1\n"
        "T.Compose([T.ToPILImage()])(torch.randn(3, 8, 8))\n",
        None,
    ),
    "two families": (
        "try:\n    from torchvision.transforms import v2 as T\nexcept ImportError:\n"
        "    import torchvision.transforms as T\n"
        "import torch\n\nT.Compose([T.ToPILImage()])(torch.randn(3, 8, 8))\n",
        None,
    ),
    "several statements on a line": (
        "import torch; import torchvision.transforms as T\n\nT.Compose([T.ToPILImage()])(torch.randn(3, 8, 8))\n",
        None,
    ),
}


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All cases after one run of `flake8-topil fix --unsafe-fixes`."""
    folder = tmp_path_factory.mktemp("cases")
    sources = {name: f"{PRELUDE}{before}\n" for name, (before, _) in CASES.items()}
    sources |= {f"imports {name}": before for name, (before, _) in IMPORTS.items()}
    for name, text in sources.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*START, "fix", "--isolated", "--unsafe-fixes", "."], cwd=folder, capture_output=True, check=False
    )
    assert b"error" not in done.stderr, done.stderr
    return {name: (folder / f"{name}.py").read_text(encoding="utf-8") for name in sources}


@pytest.mark.parametrize("name", CASES)
def test_inserted(fixed: dict[str, str], name: str) -> None:
    assert fixed[name] == f"{PRELUDE}{CASES[name][1]}\n"


@pytest.mark.parametrize("name", IMPORTS)
def test_imports(fixed: dict[str, str], name: str) -> None:
    before, after = IMPORTS[name]
    assert fixed[f"imports {name}"] == (before if after is None else after)


def test_nothing_is_inserted_on_a_line_with_noqa(tmp_path: Path) -> None:
    text = f"{PRELUDE}to_pil_image(a)  # noqa: TPI001\nto_pil_image(a)  # noqa\nto_pil_image(a)  # noqa: E501\n"
    (tmp_path / "a.py").write_text(text)
    subprocess.run([*START, "fix", "--isolated", "a.py"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.py").read_text() == text.replace("(a)  # noqa: E501", "(a.clamp(0, 1))  # noqa: E501")
