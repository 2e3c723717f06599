"""The rules: one object each, from which messages, the README's table and the explanations are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. The texts are Markdown; the examples are Python."""

    code: str
    name: str
    when: str
    """In one line, what is reported."""
    message: str
    """What is printed after the code: a template of {converter}, {why} and {range}."""
    what: str
    why: str
    example: str
    instead: str
    fix: str
    default: bool = True
    """Is the rule on unless the user says otherwise?"""

    @property
    def is_cast(self) -> bool:
        """Is the rule about casts to uint8 and not about converters?"""
        return self.code.startswith("TPI2")


_WRAPS = (
    "The converter computes `(x * 255).astype(uint8)`. It truncates and never clamps, so a value outside [0, 1] wraps "
    "around modulo 256: 1.03 becomes 6, almost black, and -0.02 becomes 251, almost white."
)
_SAFE_FIX = (
    "`.clamp(0, 1)` on the argument (`.clip(0, 1)` for an ndarray). Safe where the value is proven to be a float "
    "tensor: then exactly the wrong pixels change. Unsafe, and only applied on request, where it is not proven."
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="TPI001",
        name="unbounded-input",
        when="evidence that the value has no bound, or leaves the range by arithmetic, and no clamp on every path",
        message="{converter} input can leave [0, 1]: {why}; add .clamp(0, 1)",
        what="Reports a conversion whose input has no bound (the output of a convolution, `randn`) or is taken out of "
        "[0, 1] by arithmetic, with nothing on the way that brings it back.",
        why=_WRAPS,
        example="""\
conv = nn.Conv2d(3, 3, 3)
to_pil_image(conv(x)[0]).save("out.png")
""",
        instead="""\
conv = nn.Conv2d(3, 3, 3)
to_pil_image(conv(x)[0].clamp(0, 1)).save("out.png")
""",
        fix=_SAFE_FIX,
    ),
    Rule(
        code="TPI002",
        name="wrong-scale",
        when="a known bounded range of another scale: [-1, 1], floats in [0, 255], the output of `Normalize`",
        message="{converter} input is in {range}: {why}; rescale it to [0, 1]",
        what="Reports a conversion whose input is bounded, but on another scale than [0, 1].",
        why=_WRAPS + " On a wrong scale this is not a few specks: most of the picture is wrong.",
        example="""\
fake = torch.tanh(generator(z))
to_pil_image(fake[0])
""",
        instead="""\
fake = torch.tanh(generator(z))
to_pil_image((fake[0] + 1) / 2)
""",
        fix="None. A clamp would hide the wrong scale; rescale by the inverse of what made it.",
    ),
    Rule(
        code="TPI003",
        name="clamp-undone",
        when="the value was in range, then something took it out again: bicubic resize, noise, sharpening",
        message="{converter} input can leave [0, 1] again: {why}; move .clamp(0, 1) to the end",
        what="Reports a conversion whose input was in [0, 1] until a later operation took it out.",
        why=_WRAPS + " An operation that overshoots after the clamp makes the clamp useless.",
        example="""\
x = x.clamp(0, 1)
x = F.interpolate(x, scale_factor=2, mode="bicubic")
to_pil_image(x[0])
""",
        instead="""\
x = F.interpolate(x, scale_factor=2, mode="bicubic")
to_pil_image(x[0].clamp(0, 1))
""",
        fix=_SAFE_FIX,
    ),
    Rule(
        code="TPI004",
        name="clamp-not-on-every-path",
        when="the value is bounded on some of the paths that reach the conversion only",
        message="{converter} input can leave [0, 1] on some paths: {why}; add .clamp(0, 1)",
        what="Reports a conversion that is reached by a path on which the value is in [0, 1] and by one on which it "
        "can leave it.",
        why=_WRAPS + " The branch that was tested is right, the other one is not.",
        example="""\
x = nn.Conv2d(3, 3, 3)(x)
if clip:
    x = x.clamp(0, 1)
to_pil_image(x[0])
""",
        instead="""\
x = nn.Conv2d(3, 3, 3)(x)
to_pil_image(x[0].clamp(0, 1))
""",
        fix=_SAFE_FIX,
    ),
    Rule(
        code="TPI005",
        name="clamp-discarded",
        when="a clamp whose result is thrown away, on the value that is converted",
        message="{converter} input is not the clamped value: {why}; assign the result of the clamp",
        what="Reports a conversion of a value on which `clamp` was called as a statement. `clamp` returns a new "
        "tensor; the old one is as it was.",
        why=_WRAPS + " The code looks as if it had been dealt with.",
        example="""\
x.clamp(0, 1)
to_pil_image(x)
""",
        instead="""\
x = x.clamp(0, 1)
to_pil_image(x)
""",
        fix=_SAFE_FIX,
    ),
    Rule(
        code="TPI101",
        name="unknown-range",
        when="nothing says what the range is, and no clamp is on every path",
        message="{converter} input has no known range: {why}; add .clamp(0, 1), or list its source in --topil-bounded",
        what="Reports a conversion of a value whose range the code does not tell: a parameter, the output of a network "
        "that is not in sight.",
        why=_WRAPS + " Whether it does here, the code does not say: a clamp costs nothing where it was not needed.",
        example="""\
def save(tensor, path):
    to_pil_image(tensor).save(path)
""",
        instead="""\
def save(tensor, path):
    to_pil_image(tensor.clamp(0, 1)).save(path)
""",
        fix="`.clamp(0, 1)` on the argument. Unsafe, and only applied on request: on a uint8 tensor it makes the "
        "picture black.",
    ),
    Rule(
        code="TPI102",
        name="unknown-pipeline-input",
        when="a pipeline whose first step on tensors is the converter",
        message="{converter} converts whatever the pipeline is given: {why}; add a clamp before it",
        what="Reports a `Compose` or `Sequential` that starts with the converter, and that nothing in sight is called "
        "with.",
        why=_WRAPS + " Most such pipelines are fed with uint8, which is safe: the rule is off by default.",
        example="""\
to_small = T.Compose([T.ToPILImage(), T.Resize(64)])
""",
        instead="""\
def clamp(x):
    return x.clamp(0, 1)


to_small = T.Compose([T.Lambda(clamp), T.ToPILImage(), T.Resize(64)])
""",
        fix="A clamp as the element before the converter. Unsafe, and only applied on request.",
        default=False,
    ),
    Rule(
        code="TPI201",
        name="unclamped-uint8-cast",
        when="`.mul(255).byte()`, `(x * 255).to(torch.uint8)`, `.astype(np.uint8)` of a float that can leave [0, 255]",
        message="{converter} of a float that can leave [0, 255]: {why}; add .clamp(0, 255) before it",
        what="Reports a cast to uint8 of a float tensor or ndarray that can leave [0, 255]: what the converter does, "
        "written by hand.",
        why="A cast from float to uint8 does not clamp: what leaves [0, 255] wraps around modulo 256 (and is undefined "
        "behaviour in C: another machine may give other pixels).",
        example="""\
conv = nn.Conv2d(3, 3, 3)
Image.fromarray((conv(x)[0] * 255).byte().permute(1, 2, 0).numpy())
""",
        instead="""\
conv = nn.Conv2d(3, 3, 3)
Image.fromarray((conv(x)[0] * 255).clamp(0, 255).byte().permute(1, 2, 0).numpy())
""",
        fix="None.",
        default=False,
    ),
    Rule(
        code="TPI202",
        name="unclamped-dtype-conversion",
        when="`convert_image_dtype` or `v2.ToDtype(torch.uint8, scale=True)` of a float that can leave its safe range",
        message="{converter} of a float that can leave [0, 1]: {why}; add .clamp(0, 1) before it",
        what="Reports a scaling conversion to uint8 of a float tensor that can leave the range in which it is right, "
        "which above ends 0.0000038 past 1.",
        why="The conversion computes `(x * 255.999).to(uint8)` and does not clamp: 1.00001 becomes 0.",
        example="""\
conv = nn.Conv2d(3, 3, 3)
TF.convert_image_dtype(conv(x), torch.uint8)
""",
        instead="""\
conv = nn.Conv2d(3, 3, 3)
TF.convert_image_dtype(conv(x).clamp(0, 1), torch.uint8)
""",
        fix="None.",
        default=False,
    ),
)

_BY_CODE = {rule.code: rule for rule in RULES}


def rule(code: str) -> Rule:
    """The rule of a code.

    Raises KeyError for a code that no rule has.
    """
    return _BY_CODE[code]
