"""Expressions that exercise the constants of timm."""

from __future__ import annotations

SETUP = "import timm.data, timm.data.constants"
"""What these expressions need besides the prelude."""

_NAMES = [
    f"{source}_{statistic}"
    for source in ("IMAGENET_DEFAULT", "IMAGENET_INCEPTION", "OPENAI_CLIP")
    for statistic in ("MEAN", "STD")
]

EXAMPLES: dict[str, list[str]] = {
    f"{home}.{name}": [f"{home}.{name}", f"{home}.{name}[1]"]
    for home in ("timm.data", "timm.data.constants")
    for name in _NAMES
}
