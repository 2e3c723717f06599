"""The case files: programs with the findings that are expected in them as comments.

    img = torch.tanh(net(x))
    to_pil_image(img)  # expect: TPI002
    to_pil_image((img + 1) / 2)

`# expect: TPI001|TPI004` accepts either, `TPI0` any rule that claims evidence, `TPI` any rule. A line without a comment
is one where nothing may be reported. `# allowed: TPI001` marks a line that is right, where the report would be a known
false alarm: an imprecision that is not worth its cure. A file whose first line is `# not executed: <reason>` is only
analysed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeAlias

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.py"))
EXECUTED = [path for path in CASES if not path.read_text().startswith("# not executed")]

_COMMENT = re.compile(r"# (expect|allowed): (TPI\d*(?:\|TPI\d*)*)\s*$")

Codes: TypeAlias = "dict[int, tuple[str, ...]]"
"""For each line with a comment the codes, or beginnings of codes, that it accepts."""


def expected(path: Path) -> Codes:
    return _comments(path, "expect")


def allowed(path: Path) -> Codes:
    return _comments(path, "allowed")


def _comments(path: Path, word: str) -> Codes:
    found = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = _COMMENT.search(line)
        assert match or "# expect" not in line, f"{path.name}:{number}: not an expectation: {line}"
        if match and match[1] == word:
            found[number] = tuple(match[2].split("|"))
    return found
