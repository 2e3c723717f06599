"""Classes: attributes that any method assigns, methods, properties, static and class methods, inheritance."""

import dataclasses
from dataclasses import dataclass

import torch
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_pil_image


class Clamper:
    def __init__(self, low=0.0, high=1.0):
        self.low = low
        self.high = high

    def __call__(self, tensor):
        return tensor.clamp(self.low, self.high)


def callable_instance():
    x = torch.randn(3, 16, 16)
    to_pil_image(Clamper()(x))
    to_pil_image(Clamper(0, 0.5)(x))
    to_pil_image(Clamper(high=1)(x))
    to_pil_image(Clamper(-1, 1)(x))  # expect: TPI002
    to_pil_image(Clamper(high=2)(x))  # expect: TPI0


class Painter:
    """Every method leaves the canvas in range."""

    def __init__(self):
        self._canvas = torch.zeros(3, 16, 16)

    def noise(self):
        self._canvas = torch.rand(3, 16, 16)

    def brighten(self):
        self._canvas = (self._canvas * 1.5).clamp(0, 1)

    def save(self):
        return to_pil_image(self._canvas)


class SloppyPainter:
    """One of the methods does not."""

    def __init__(self):
        self._canvas = torch.zeros(3, 16, 16)

    def noise(self):
        self._canvas = torch.randn(3, 16, 16)

    def save(self):
        return to_pil_image(self._canvas)  # expect: TPI0

    def save_clamped(self):
        return to_pil_image(self._canvas.clamp(0, 1))


def uses_the_painters():
    painter = Painter()
    painter.noise()
    painter.brighten()
    painter.save()
    sloppy = SloppyPainter()
    sloppy.noise()
    sloppy.save()
    sloppy.save_clamped()


class InPlacePainter:
    def __init__(self):
        self.canvas = torch.zeros(3, 16, 16)

    def splash(self):
        self.canvas[0].add_(2.0)

    def save(self):
        return to_pil_image(self.canvas)  # expect: TPI0


def uses_the_in_place_painter():
    painter = InPlacePainter()
    painter.splash()
    painter.save()


class Postprocessor:
    scale = 0.5

    @staticmethod
    def unit(tensor):
        return (tensor + 1) / 2

    @classmethod
    def shifted(cls, tensor):
        return tensor * cls.scale + cls.scale

    @property
    def picture(self):
        return torch.rand(3, 16, 16)

    @property
    def noise(self):
        return torch.randn(3, 16, 16)

    def _limited(self, tensor):
        return tensor.clamp(-1, 1)

    def run(self):
        x = torch.randn(3, 16, 16)
        to_pil_image(self.unit(self._limited(x)))
        to_pil_image(self.shifted(self._limited(x)))
        to_pil_image(self._limited(x))  # expect: TPI002
        to_pil_image(self.unit(x))  # expect: TPI001
        to_pil_image(self.picture)
        to_pil_image(self.noise)  # expect: TPI001

    def run_by_class(self):
        x = torch.tanh(torch.randn(3, 16, 16))
        to_pil_image(Postprocessor.unit(x))
        to_pil_image(Postprocessor.shifted(x))
        to_pil_image(x)  # expect: TPI002


class _Base:
    def postprocess(self, tensor):
        return tensor

    def _sample(self):
        return torch.randn(3, 16, 16)


class ClampingChild(_Base):
    def postprocess(self, tensor):
        return super().postprocess(tensor).clamp(0, 1)

    def show(self):
        to_pil_image(self.postprocess(self._sample()))
        to_pil_image(self._sample())  # expect: TPI001


class TrustingChild(_Base):
    def show(self):
        to_pil_image(self.postprocess(self._sample()))  # expect: TPI001


class BoundedChild(_Base):
    def _sample(self):
        return torch.sigmoid(super()._sample())

    def show(self):
        to_pil_image(self.postprocess(self._sample()))


@dataclass
class Result:
    raw: torch.Tensor
    image: torch.Tensor
    name: str = "result"


def data_class():
    x = torch.randn(3, 16, 16)
    result = Result(x, x.clamp(0, 1))
    to_pil_image(result.raw)  # expect: TPI001
    to_pil_image(result.image)
    result = Result(image=x, raw=x.clamp(0, 1))
    to_pil_image(result.raw)
    to_pil_image(result.image)  # expect: TPI001
    result.image = result.image.clamp(0, 1)
    to_pil_image(result.image)
    result = dataclasses.replace(result, image=x)
    to_pil_image(result.image)  # expect: TPI


class Sampler:
    def __init__(self, tensor):
        self.given = tensor
        self.limited = tensor.clamp(0, 1)
        self.show = ToPILImage()

    def save(self):
        self.show(self.given)  # expect: TPI101|TPI001
        self.show(self.limited)


class Iterated:
    def __init__(self):
        self.frames = [torch.rand(3, 16, 16) for _ in range(2)]

    def __getitem__(self, index):
        return self.frames[index]

    def __len__(self):
        return len(self.frames)

    def __iter__(self):
        return iter(self.frames)


def protocol_methods():
    frames = Iterated()
    to_pil_image(frames[0])
    to_pil_image(frames[1] * 2)  # expect: TPI0
    for frame in frames:
        to_pil_image(frame)


class Overloaded:
    """An own class on which `clamp` means something else."""

    def __init__(self, tensor):
        self._tensor = tensor

    def clamp(self, low, high):
        return self._tensor

    def sigmoid(self):
        return self._tensor * 2


def methods_that_are_only_called_so():
    own = Overloaded(torch.randn(3, 16, 16))
    to_pil_image(own.clamp(0, 1))  # expect: TPI001
    to_pil_image(own.sigmoid())  # expect: TPI001


def attributes_set_from_outside():
    painter = Painter()
    painter.extra = torch.randn(3, 16, 16)
    to_pil_image(painter.extra)  # expect: TPI001
    painter.extra = painter.extra.clamp(0, 1)
    to_pil_image(painter.extra)


class Trainer:
    """The image is optimised, and clamped after every step or not."""

    def __init__(self):
        self.image = torch.rand(3, 16, 16, requires_grad=True)
        self.optimizer = torch.optim.SGD([self.image], lr=10.0)

    def step(self):
        loss = (self.image * torch.randn(3, 16, 16)).sum()
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        to_pil_image(self.image.detach())  # expect: TPI
        with torch.no_grad():
            self.image.clamp_(0, 1)
        to_pil_image(self.image.detach())


class Slides:
    """Other methods change in place what this one shows."""

    def __init__(self):
        self.photo = torch.rand(3, 16, 16)
        self.frame = torch.zeros(3, 16, 16)
        self.kept = torch.rand(3, 16, 16)
        self.shots = [torch.rand(3, 16, 16)]

    def brighten(self):
        self.photo.mul_(3)
        self.frame[0] = 5
        self.kept.mul_(0.5)

    def collect(self):
        self.shots.append(torch.randn(3, 16, 16))

    def show(self):
        to_pil_image(self.photo)  # expect: TPI0
        to_pil_image(self.frame)  # expect: TPI0
        to_pil_image(self.kept)
        for shot in self.shots:
            to_pil_image(shot)  # expect: TPI0


def changed_by_other_methods():
    slides = Slides()
    slides.brighten()
    slides.collect()
    slides.show()


@dataclass
class Saver:
    """Its fields are there to be set."""

    highest: float = 1.0
    clamps: bool = True

    def save(self, image):
        if self.clamps:
            image = image.clamp(0, 1)
        to_pil_image(image)  # expect: TPI

    def save_below(self, image):
        to_pil_image(image.clamp(0, self.highest))  # expect: TPI

    def save_clamped(self, image):
        to_pil_image(image.clamp(0, max(0.0, min(self.highest, 1.0))))


class Exporter:
    """So is a flag of the class."""

    clamps = True
    highest = 1

    def export(self, image):
        if self.clamps:
            image = image.clamp(0, 1)
        to_pil_image(image)  # expect: TPI

    def export_below(self, image):
        to_pil_image(image.clamp(0, self.highest))


class RawExporter(Exporter):
    clamps = False


def settings():
    noise = torch.randn(3, 16, 16)
    Saver(clamps=False).save(noise)
    Saver(highest=2.0).save_below(noise)
    Saver(highest=2.0).save_clamped(noise)
    RawExporter().export(noise)
    Exporter().export_below(noise)


class Sampler:
    def __init__(self, steps=3):
        self.steps = steps
        self.limit = 1.0

    def sample(self):
        return torch.randn(3, 16, 16)

    def clamped(self):
        return self.sample().clamp(0, self.limit)


def met_by_isinstance(anything):
    if isinstance(anything, Sampler):
        to_pil_image(anything.sample())  # expect: TPI001
        to_pil_image(anything.clamped())


def meets():
    met_by_isinstance(Sampler())
