"""Converters that are handed around: partial, map, comprehensions, arguments, results."""

import functools
import itertools
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import torch
from torchvision import transforms as T
from torchvision.transforms.functional import to_pil_image


def partial_of_the_function():
    to_rgb = partial(to_pil_image, mode="RGB")
    to_rgb(torch.randn(3, 16, 16))  # expect: TPI001
    to_rgb(torch.rand(3, 16, 16))


def partial_with_the_picture():
    show = functools.partial(to_pil_image, torch.randn(3, 16, 16))
    show()  # expect: TPI001
    show = functools.partial(to_pil_image, torch.rand(3, 16, 16))
    show()


def partial_clamp():
    clamp = partial(torch.clamp, min=0, max=1)
    to_pil_image(clamp(torch.randn(3, 16, 16)))
    clamp = partial(torch.clamp, min=0)
    to_pil_image(clamp(torch.randn(3, 16, 16)))  # expect: TPI001


def mapped():
    list(map(to_pil_image, torch.randn(2, 3, 16, 16)))  # expect: TPI001
    list(map(to_pil_image, torch.rand(2, 3, 16, 16)))
    list(map(T.ToPILImage(), torch.randn(2, 3, 16, 16).clamp(0, 1)))
    list(map(T.ToPILImage(), torch.randn(2, 3, 16, 16).clamp(-1, 1)))  # expect: TPI002


def mapped_lambda():
    list(map(lambda t: to_pil_image(t.clamp(0, 1)), torch.randn(2, 3, 16, 16)))
    list(map(lambda t: to_pil_image(t.clamp(0)), torch.randn(2, 3, 16, 16)))  # expect: TPI001


def comprehensions():
    batch = torch.randn(2, 3, 16, 16)
    [to_pil_image(image) for image in batch]  # expect: TPI001
    [to_pil_image(image) for image in batch.clamp(0, 1)]
    [to_pil_image(image.clamp(0, 1)) for image in batch]
    {i: to_pil_image(image) for i, image in enumerate(batch)}  # expect: TPI001
    {i: to_pil_image(image) for i, image in enumerate(batch.sigmoid())}
    list(to_pil_image(image) for image in batch)  # expect: TPI001
    list(to_pil_image(image) for image in batch.sigmoid())
    [to_pil_image(a) for a, b in zip(batch.clamp(0, 1), batch)]
    [to_pil_image(b) for a, b in zip(batch.clamp(0, 1), batch)]  # expect: TPI001


def comprehension_before_the_conversion():
    frames = [torch.randn(3, 16, 16).clamp(0, 1) for _ in range(3)]
    [to_pil_image(frame) for frame in frames]
    frames = [torch.randn(3, 16, 16) for _ in range(3)]
    [frame.clamp(0, 1) for frame in frames]
    [to_pil_image(frame) for frame in frames]  # expect: TPI001|TPI005


def comprehension_with_a_filter():
    frames = [frame for frame in torch.randn(4, 3, 16, 16) if frame.mean() > 0]
    [to_pil_image(frame) for frame in frames]  # expect: TPI001
    frames = [frame for frame in torch.randn(4, 3, 16, 16) if 0 <= frame.min() and frame.max() <= 1]
    [to_pil_image(frame) for frame in frames]


def _save(picture, convert):
    return convert(picture)  # expect: TPI001


def _save_clamped(picture, convert):
    return convert(picture.clamp(0, 1))


def passed_as_an_argument():
    _save(torch.randn(3, 16, 16), to_pil_image)
    _save_clamped(torch.randn(3, 16, 16), to_pil_image)


def _clamping():
    return lambda t: to_pil_image(t.clamp(0, 1))


def _plain():
    return to_pil_image


def returned():
    _plain()(torch.randn(3, 16, 16))  # expect: TPI001
    _plain()(torch.rand(3, 16, 16))
    _clamping()(torch.randn(3, 16, 16))


def composed_by_hand():
    def compose(*functions):
        def composed(value):
            for function in functions:
                value = function(value)
            return value

        return composed

    to_pil_image(compose(torch.relu, torch.sigmoid)(torch.randn(3, 16, 16)))
    to_pil_image(compose(torch.sigmoid, torch.logit)(torch.randn(3, 16, 16)))  # expect: TPI


def mapped_after_clamping():
    images = map(torch.sigmoid, [torch.randn(3, 16, 16)])
    [to_pil_image(image) for image in images]
    images = map(torch.tanh, [torch.randn(3, 16, 16)])
    [to_pil_image(image) for image in images]  # expect: TPI002


def in_a_pool():
    with ThreadPoolExecutor() as pool:
        pictures = [image.clamp(0, 1) for image in torch.randn(2, 3, 16, 16)]
        list(pool.map(to_pil_image, pictures))


def starmapped():
    list(itertools.starmap(to_pil_image, [(torch.rand(3, 16, 16), "RGB")]))


def starred():
    args = (torch.randn(3, 16, 16), "RGB")
    to_pil_image(*args)  # expect: TPI001
    args = (torch.rand(3, 16, 16), "RGB")
    to_pil_image(*args)
    kwargs = {"pic": torch.randn(3, 16, 16)}
    to_pil_image(**kwargs)  # expect: TPI001
    to_pil_image(**{"pic": torch.rand(3, 16, 16), "mode": "RGB"})


def walrus(net, x):
    if (result := torch.randn(3, 16, 16)).mean() > -9:
        to_pil_image(result)  # expect: TPI001
    if (result := torch.rand(3, 16, 16)).mean() > 0:
        to_pil_image(result)
