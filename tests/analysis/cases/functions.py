"""Functions of the same module: what they do to a range is seen at the call."""

import torch
from torchvision.transforms.functional import to_pil_image


def _clamp01(t):
    return t.clamp(0, 1)


def _clamp01_in_place(t):
    t.clamp_(0, 1)


def _forgets_to_return(t):
    t = t.clamp(0, 1)


def _keeps(t):
    """Clamps a local, and returns the argument."""
    clamped = t.clamp(0, 1)
    assert clamped.shape == t.shape
    return t


def clamped_by_a_function():
    x = torch.randn(3, 16, 16)
    to_pil_image(_clamp01(x))
    to_pil_image(_keeps(x))  # expect: TPI001
    to_pil_image(x)  # expect: TPI001


def clamped_in_place_by_a_function():
    x = torch.randn(3, 16, 16)
    _clamp01_in_place(x)
    to_pil_image(x)
    x = torch.randn(3, 16, 16)
    _forgets_to_return(x)
    to_pil_image(x)  # expect: TPI001


def wrong_variable():
    raw = torch.randn(3, 16, 16)
    img = _clamp01(raw)
    to_pil_image(raw)  # expect: TPI001
    to_pil_image(img)


def _scaled(t, factor=1.0, shift=0.0):
    return t * factor + shift


def default_arguments():
    x = torch.rand(3, 16, 16)
    to_pil_image(_scaled(x))
    to_pil_image(_scaled(x, 0.5))
    to_pil_image(_scaled(x, 0.5, 0.5))
    to_pil_image(_scaled(x, shift=0.5, factor=0.5))
    to_pil_image(_scaled(x, 2))  # expect: TPI0
    to_pil_image(_scaled(x, shift=0.5))  # expect: TPI0
    to_pil_image(_scaled(shift=-0.5, t=x))  # expect: TPI0


def _limited(t, low=0, high=1):
    return torch.clamp(t, low, high)


def keyword_arguments():
    x = torch.randn(3, 16, 16)
    to_pil_image(_limited(x))
    to_pil_image(_limited(x, high=0.5))
    to_pil_image(_limited(t=x))
    to_pil_image(_limited(x, low=-1))  # expect: TPI002
    to_pil_image(_limited(high=1, low=-1, t=x))  # expect: TPI002


def _clamp_if(t, *, clip=True):
    if clip:
        t = t.clamp(0, 1)
    return t


def flag_argument():
    x = torch.randn(3, 16, 16)
    to_pil_image(_clamp_if(x))
    to_pil_image(_clamp_if(x, clip=True))
    to_pil_image(_clamp_if(x, clip=False))  # expect: TPI001


def flag_argument_unknown(flag):
    to_pil_image(_clamp_if(torch.randn(3, 16, 16), clip=flag))  # expect: TPI004|TPI001


def _save_all(*images):
    for image in images:
        to_pil_image(image)  # expect: TPI001


def _save_all_clamped(*images):
    for image in images:
        to_pil_image(image.clamp(0, 1))


def star_arguments():
    _save_all(torch.rand(3, 16, 16), torch.randn(3, 16, 16))
    _save_all_clamped(torch.rand(3, 16, 16), torch.randn(3, 16, 16))


def _save_with(**options):
    return to_pil_image(options["image"])  # expect: TPI001


def _save_with_clamped(**options):
    return to_pil_image(options["image"])


def keyword_star_arguments():
    _save_with(image=torch.randn(3, 16, 16))
    _save_with_clamped(image=torch.rand(3, 16, 16))


def _first(*images):
    return images[0]


def _rest(*images):
    return images[1:]


def picked_from_star_arguments():
    a, b = torch.rand(3, 16, 16), torch.randn(3, 16, 16)
    to_pil_image(_first(a, b))
    to_pil_image(_first(b, a))  # expect: TPI001
    to_pil_image(_first(*[a, b]))
    to_pil_image(_rest(b, a)[0])
    to_pil_image(_rest(a, b)[0])  # expect: TPI001


def _pair():
    return torch.rand(3, 16, 16), torch.randn(3, 16, 16)


def several_results():
    clean, noisy = _pair()
    to_pil_image(clean)
    to_pil_image(noisy)  # expect: TPI001
    noisy, clean = _pair()
    to_pil_image(clean)  # expect: TPI001
    to_pil_image(_pair()[0])
    to_pil_image(_pair()[1])  # expect: TPI001


def _halve_until_small(t, depth):
    if depth == 0:
        return t.clamp(0, 1)
    return _halve_until_small(t / 2, depth - 1)


def _halve_without_a_bound(t, depth):
    if depth == 0:
        return t
    return _halve_without_a_bound(t / 2, depth - 1)


def recursion(n):
    to_pil_image(_halve_until_small(torch.randn(3, 16, 16), n))  # allowed: TPI101
    to_pil_image(_halve_without_a_bound(torch.randn(3, 16, 16), n))  # expect: TPI
    to_pil_image(_halve_without_a_bound(torch.rand(3, 16, 16), n))  # allowed: TPI101


def _ping(t, n):
    return t if n <= 0 else _pong(t, n - 1)


def _pong(t, n):
    return t.sigmoid() if n <= 0 else _ping(t, n - 1)


def mutual_recursion(n):
    to_pil_image(_ping(torch.rand(3, 16, 16), n))  # allowed: TPI101
    to_pil_image(_ping(torch.randn(3, 16, 16), n))  # expect: TPI


def _early(t, kind):
    if kind == "raw":
        return t
    if kind == "gray":
        return t.mean(0, keepdim=True).clamp(0, 1)
    return t.clamp(0, 1)


def _early_all(t, kind):
    if kind == "raw":
        return torch.sigmoid(t)
    if kind == "gray":
        return t.mean(0, keepdim=True).clamp(0, 1)
    return t.clamp(0, 1)


def early_returns(kind):
    x = torch.randn(3, 16, 16)
    to_pil_image(_early(x, kind))  # expect: TPI004|TPI001
    to_pil_image(_early_all(x, kind))
    to_pil_image(_early(x, "gray"))
    to_pil_image(_early(x, "raw"))  # expect: TPI001


LOW, HIGH = 0.0, 1.0
MEAN, STD = 0.5, 0.5


def constants_of_the_module():
    x = torch.randn(3, 16, 16)
    to_pil_image(x.clamp(LOW, HIGH))
    to_pil_image(x.clamp(-HIGH, HIGH))  # expect: TPI002
    to_pil_image(torch.tanh(x) * STD + MEAN)
    to_pil_image(torch.tanh(x) * STD - MEAN)  # expect: TPI0


_CACHE = torch.randn(3, 16, 16)
_CLEAN = torch.rand(3, 16, 16)


def tensors_of_the_module():
    to_pil_image(_CACHE)  # expect: TPI001
    to_pil_image(_CLEAN)


_state = torch.rand(3, 16, 16)


def _spoil():
    global _state
    _state = torch.randn(3, 16, 16)


def global_statement():
    to_pil_image(torch.zeros(3, 16, 16))
    _spoil()
    to_pil_image(_state)  # expect: TPI0


def mutable_default(images=[]):
    images.append(torch.randn(3, 16, 16))
    to_pil_image(images[-1])  # expect: TPI001
    images.append(torch.rand(3, 16, 16))
    to_pil_image(images[-1])  # allowed: TPI001|TPI101


def annotated(x: torch.Tensor) -> None:
    to_pil_image(x)  # expect: TPI101
    to_pil_image(x.clamp(0, 1))


def public_helper(img):
    return to_pil_image(img)  # expect: TPI101|TPI001


def calls_the_public_helper():
    public_helper(torch.rand(3, 16, 16))
