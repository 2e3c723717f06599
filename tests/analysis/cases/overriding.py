"""Methods and attributes that classes in the same file override: what is entered may be an object of any of them."""

import torch
from torchvision.transforms.functional import to_pil_image


class Viewer:
    gain = 1.0

    def finish(self, x):
        return torch.sigmoid(x)

    def show(self, x):
        to_pil_image(self.finish(x))  # expect: TPI

    def show_clamped(self, x):
        to_pil_image(self.finish(x).clamp(0, 1))

    def show_louder(self):
        to_pil_image(torch.rand(3, 16, 16) * self.gain)  # expect: TPI


class Raw(Viewer):
    gain = 3.0

    def finish(self, x):
        return x


class Writer:
    def finish(self, x):
        return torch.sigmoid(x)

    def show(self, x):
        to_pil_image(self.finish(x))


class Halving(Writer):
    def finish(self, x):
        return super().finish(x) / 2


class Unrelated:
    def finish(self, x):
        return x


class Picture:
    def __init__(self):
        self.image = torch.rand(3, 16, 16)

    def boosted(self):
        return self.image


class Loud(Picture):
    def boosted(self):
        return self.image * 3


def met(picture):  # not executed
    assert isinstance(picture, Picture)
    to_pil_image(picture.boosted())  # expect: TPI0
    to_pil_image(picture.image)


def made():
    to_pil_image(Picture().boosted())
    to_pil_image(Loud().boosted())  # expect: TPI0
    to_pil_image(torch.rand(3, 16, 16) * Viewer().gain)
    eval("met(Loud())")
