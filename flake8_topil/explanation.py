"""A rule's page, made of its texts."""

from __future__ import annotations

from flake8_topil.rules import Rule

_PAGE = """\
# {rule.code} {rule.name}

{default}

## What it does

{rule.what}

## Why is this bad

{rule.why}

## Example

```python
{rule.example}```

## Use instead

```python
{rule.instead}```

## Fix

{rule.fix}
"""


def page(rule: Rule) -> str:
    """The page as Markdown."""
    default = "On by default." if rule.default else f"Off by default: `--extend-select={rule.code}` turns it on."
    return _PAGE.format(rule=rule, default=default)
