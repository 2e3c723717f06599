"""How grave a finding is, in the words of SARIF and GitHub."""

from __future__ import annotations


def level(code: str) -> str:
    """`error` where there is evidence of wrong pixels, `warning` where nothing is known of the range."""
    return "warning" if code.startswith("TPI1") else "error"
