"""Post-processing functions of a package, tested below (nothing runs on import)."""
import torch
from torch import nn
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, normalize

_to_pil = transforms.ToPILImage()


def _finish(x):
    return _to_pil(x)  # truth: safe


def _finish_raw(x):
    return _to_pil(x)  # truth: open


def postprocess(x):
    return _finish(x.clamp(0, 1))


def postprocess_tanh(x):
    return _finish((x.tanh() + 1) / 2)


def postprocess_raw(x):
    return _finish_raw(x)


def postprocess_flag(x, clamp=True, absolute=False):
    if absolute:
        x = x.abs()
    if clamp:
        x = x.clamp(0, 1)
    elif absolute:
        x = x / x.max()
    else:
        x = torch.sigmoid(x)
    return to_pil_image(x)  # truth: safe


def postprocess_range(x, low=0.0, high=1.0):
    x = (x.clamp(low, high) - low) / (high - low)
    return to_pil_image(x)  # truth: safe


def postprocess_range_unclamped(x, low=0.0, high=1.0):
    x = (x - low) / (high - low)
    return to_pil_image(x)  # truth: open


def postprocess_bounds(x, low=0.0, high=1.0):
    return to_pil_image(x.clamp(low, high))  # truth: open


def postprocess_act(x, act=torch.sigmoid):
    return to_pil_image(act(x))  # truth: open


def postprocess_fixed_act(x):
    act = nn.Sigmoid()
    return to_pil_image(act(x))  # truth: safe


def postprocess_kwargs(x, **kwargs):
    return to_pil_image(torch.sigmoid(x), **kwargs)  # truth: safe


def test_postprocess():
    x = torch.rand(3, 6, 6)
    for fn in (postprocess, postprocess_tanh, postprocess_raw, postprocess_flag, postprocess_range,
               postprocess_range_unclamped, postprocess_bounds, postprocess_act, postprocess_fixed_act, postprocess_kwargs):
        assert fn(x).size == (6, 6)
    postprocess_flag(x * 3 - 1, clamp=False), postprocess_flag(x * 3 - 1, clamp=False, absolute=True)
    postprocess_range(x * 9 - 4, -1, 1)
