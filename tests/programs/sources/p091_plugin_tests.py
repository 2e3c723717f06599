"""A pluggable viewer (library) with user callbacks and user-supplied pieces; tests at the end."""
import abc
from functools import singledispatchmethod
import numpy as np
import torch
from PIL import Image
from torchvision.transforms import Compose, ToPILImage, ToTensor
from torchvision.transforms.functional import to_pil_image


class Stage(abc.ABC):
    @abc.abstractmethod
    def run(self, x):
        ...


class Gain(Stage):
    def __init__(self, gain):
        self.gain = gain

    def run(self, x):
        return x * self.gain


class Clip(Stage):
    def run(self, x):
        return x.clamp(0, 1)


class Viewer:
    def __init__(self, stages=()):
        self.stages = list(stages)

    def add(self, stage):
        self.stages.append(stage)
        return self

    def view(self, x):
        for stage in self.stages:
            x = stage.run(x)
        return to_pil_image(x)  # truth: open

    def view_clipped(self, x):
        for stage in self.stages:
            x = stage.run(x)
        x = Clip().run(x)
        return to_pil_image(x)  # truth: safe

    @singledispatchmethod
    def show(self, x):
        raise TypeError(type(x))

    @show.register
    def _(self, x: torch.Tensor):
        return to_pil_image(x)  # truth: open

    @show.register
    def _(self, x: np.ndarray):
        return to_pil_image(np.clip(x, 0, 1))  # truth: safe

    @show.register
    def _(self, x: Image.Image):
        return x


def pipeline(*extra):
    return Compose([ToTensor(), *extra, ToPILImage()])  # truth: open


def pipeline_clipped(*extra):
    return Compose([ToTensor(), *extra, lambda t: t.clamp(0, 1), ToPILImage()])  # truth: safe


def pipeline_fixed():
    return Compose([ToTensor(), lambda t: 1 - t, ToPILImage()])  # truth: safe


def pipeline_bug():
    return Compose([ToTensor(), lambda t: t - 0.5, ToPILImage()])  # truth: wrong


def test_viewer():
    x = torch.rand(3, 4, 4)
    Viewer([Gain(0.5)]).add(Clip()).view(x)
    Viewer([Gain(3.0)]).view_clipped(x)
    v = Viewer()
    v.show(x), v.show(x.numpy().transpose(1, 2, 0)), v.show(v.show(x))
    to_pil_image(Gain(0.5).run(x))  # truth: safe
    to_pil_image(Gain(2).run(x))  # truth: wrong
    to_pil_image(Clip().run(Gain(2).run(x)))  # truth: safe
    to_pil_image(Gain(2).run(Clip().run(x)))  # truth: wrong


def test_pipelines():
    img = Image.open("input.png").convert("RGB")
    for p in (pipeline(), pipeline(lambda t: t * 0.5), pipeline_clipped(lambda t: t * 2), pipeline_fixed(), pipeline_bug()):
        assert p(img).size == img.size
