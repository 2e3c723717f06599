import torch
from torchvision.transforms.functional import to_pil_image

from .samplers import DDIM, Default, OneStep, Sampler, StaticDDIM, shrink
from .samplers.ddim import Unfinished
from .utils import ranges
from .utils.ranges import thresholded, unit, unit_no_clip

torch.manual_seed(0)
x = DDIM().sample()[0]
to_pil_image(x).save("ddim.png")  # truth: safe
to_pil_image(Default().sample()[0]).save("default.png")  # truth: safe
static = StaticDDIM().sample()[0]
to_pil_image(static).save("static.png")  # truth: wrong
to_pil_image(unit_no_clip(static)).save("static_unit.png")  # truth: safe
rough = Unfinished().sample()[0]
to_pil_image(rough).save("rough.png")  # truth: wrong
to_pil_image(unit(rough)).save("rough_unit.png")  # truth: safe
to_pil_image(unit_no_clip(rough)).save("rough_no_clip.png")  # truth: wrong
to_pil_image(ranges.unit_no_clip(thresholded(rough))).save("thresholded.png")  # truth: safe
to_pil_image(thresholded(rough)).save("thresholded_raw.png")  # truth: wrong
one = OneStep().sample()[0]
to_pil_image(one).save("one.png")  # truth: safe
to_pil_image(shrink(one)).save("shrunk.png")  # truth: safe
to_pil_image(shrink(rough)).save("shrunk_rough.png")  # truth: wrong


class Cosine(Sampler):
    def step(self, x, t):
        return torch.cos(x)

    def finish(self, x):
        return super().finish(x).abs()


class Sine(Cosine):
    def finish(self, x):
        return Sampler.finish(self, torch.sin(x))


to_pil_image(Cosine().sample()[0]).save("cosine.png")  # truth: safe
to_pil_image(Sine().sample()[0] - 0.9).save("sine.png")  # truth: wrong
