"""map, partial, lambda, closures."""
from functools import partial, reduce
import torch
from torchvision.transforms import functional as TF
from torchvision.transforms.functional import to_pil_image


def compose(*fns):
    return lambda x: reduce(lambda acc, f: f(acc), fns, x)


def make_saver(scale):
    def save(t):
        return to_pil_image(t * scale)  # truth: wrong
    return save


def make_clamping_saver(low, high):
    def save(t):
        t = t.clamp(low, high)
        return to_pil_image(t)  # truth: safe
    return save


torch.manual_seed(0)
unit = [torch.rand(3, 4, 4) for _ in range(3)]
wild = [torch.randn(3, 4, 4) for _ in range(3)]

pics = list(map(to_pil_image, unit))  # truth: safe
pics = list(map(to_pil_image, wild))  # truth: wrong
pics = list(map(to_pil_image, (w.sigmoid() for w in wild)))  # truth: safe
rgb = partial(TF.to_pil_image, mode="RGB")
rgb(unit[0])  # truth: safe
rgb(wild[0])  # truth: wrong
clamp01 = partial(torch.clamp, min=0, max=1)
rgb(clamp01(wild[0]))  # truth: safe
clamp_low = partial(torch.clamp, min=0)
rgb(clamp_low(wild[0]))  # truth: wrong
make_saver(1.0)(unit[0])
make_saver(2.0)(unit[0])
make_clamping_saver(0, 1)(wild[0])
convert = lambda t: to_pil_image((t - t.min()) / (t.max() - t.min()))  # truth: safe
convert(wild[1])
brighten = lambda t, k=1.5: t * k
to_pil_image(brighten(unit[0]))  # truth: wrong
to_pil_image(brighten(unit[0], k=0.5))  # truth: safe
to_pil_image(compose(torch.tanh, lambda t: t + 1, lambda t: t / 2)(wild[2]))  # truth: safe
to_pil_image(compose(torch.tanh, lambda t: t + 1)(wild[2]))  # truth: wrong
