"""Expressions that exercise the models of einops."""

from __future__ import annotations

SETUP = (
    "from einops import asnumpy, pack, rearrange, reduce, repeat, unpack\n"
    "from einops.layers.torch import Rearrange, Reduce\n"
    "def clamped_elsewhere(x, pattern):\n"
    "    rearrange(x, pattern, h=16).clamp_(0, 1)\n"
    "    return x"
)
"""What these expressions need besides the prelude."""

_ARRAYS = ("x", "b", "i", "h", "a", "ab")

EXAMPLES: dict[str, list[str]] = {
    "einops.rearrange": [
        *(f"rearrange({x}, 'a b c -> c (a b)')" for x in _ARRAYS),
        "rearrange([x, u], 'b c h w -> h w (b c)')",
        "rearrange([au, ab / 255], 'b h w c -> b c h w')",
        "clamped_elsewhere(x.clone(), 'c h w -> h w c')",
        "clamped_elsewhere(x.transpose(1, 2), 'c h w -> c (w h)')",
        "rearrange(x.clamp(0, 1), 'c h w -> h w c') * 255",
    ],
    "einops.repeat": ["repeat(x, 'c h w -> b c h w', b=2)", "repeat(ab, 'h w c -> (h 2) w c')"],
    "einops.layers.torch.Rearrange": ["Rearrange('c (h k) w -> h w (k c)', k=2)(x)"],
    "einops.reduce": [
        *(
            f"reduce({x}, 'a b c -> a b', {how!r})"
            for x in ("x", "h", "a", "u", "b.float()")
            for how in ("mean", "max", "min", "sum", "prod")
        ),
        "reduce(b, 'c h w -> c', 'max')",
        "reduce(ab, 'h w c -> h w', 'max')",
        "reduce(ab, 'h w c -> h w', 'sum')",
        "reduce(m, 'c h w -> h w', 'any')",
        "reduce(x, 'c h w -> h w', torch.amax)",
        "reduce([u, x], 'b c h w -> c h w', 'mean')",
    ],
    "einops.layers.torch.Reduce": ["Reduce('c (h 2) (w 2) -> c h w', 'mean')(x)", "Reduce('c h w -> c', 'sum')(u)"],
    "einops.pack": ["pack([x, u], 'c * w')", "pack([x, b], '*')[0]"],
    "einops.unpack": ["unpack(x, [(1,), (2,)], '* h w')", "unpack(*pack([u, u], '* w'), '* w')[1]"],
    "einops.asnumpy": ["asnumpy(x)", "asnumpy(b)", "asnumpy(a)"],
}
