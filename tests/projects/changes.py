"""Small programs that change what one file makes in another, each as one file and as two, in several forms."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .splitting import Program, qualifiable, qualified, words

HEAD = "import torch\nfrom torchvision.transforms.functional import to_pil_image\n"
_FILE = Path(__file__).parent / "changes.txt"


def programs() -> dict[str, tuple[str, str]]:
    """The two parts of each program, by its name."""
    blocks = re.split(r"^=== (\w+)\n", _FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    parts = (block.split("---\n") for block in blocks[1::2])
    return {name: (first, second) for name, (first, second) in zip(blocks[::2], parts, strict=True)}


def variants(first: str, second: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The files of a program in each form; the conversions are in main.py."""
    yield "whole", {"main.py": HEAD + first + second}
    names = sorted(Program(first).bound)
    used = [name for name in names if name in set(words(ast.parse(second)))]
    pieces = f"import torch\n{first}"
    yield "from", {"main.py": f"{HEAD}from pieces import {', '.join(used)}\n{second}", "pieces.py": pieces}
    yield "star", {"main.py": f"{HEAD}from pieces import *\n{second}", "pieces.py": pieces}
    plain = qualifiable(second, names)
    rest = "".join(f"from pieces import {name}\n" for name in used if name not in plain)
    main = qualified(f"{HEAD}import pieces\n{rest}{second}", plain, "pieces")
    yield "module", {"main.py": main, "pieces.py": pieces}
