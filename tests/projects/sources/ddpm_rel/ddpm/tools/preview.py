"""Denoised pictures at each step."""
import torch
from torchvision import transforms as T

from ..samplers import *
from ..samplers import DDIM
from ..samplers.base import Sampler as Base
from ..schedule import STEPS

to_pil = T.Compose([T.Lambda(lambda x: x.clamp(0, 1)), T.ToPILImage()])  # truth: safe
as_is = T.Compose([T.Lambda(lambda x: x[0]), T.ToPILImage()])  # truth: wrong

torch.manual_seed(4)
sampler = DDIM(steps=STEPS)
x = torch.randn(1, 3, 8, 8)
with torch.no_grad():
    for t in reversed(range(STEPS)):
        x = sampler.step(x, t)
        to_pil(x[0]).save(f"{t}.png")
        as_is(x).save(f"{t}_raw.png")
        T.ToPILImage()(sampler.finish(x)[0]).save(f"{t}_finished.png")  # truth: safe
        T.ToPILImage()(Base.finish(sampler, x)[0]).save(f"{t}_base.png")  # truth: wrong
    T.ToPILImage()(OneStep(steps=2).step(x, 0)[0]).save("quick.png")  # truth: safe
    T.ToPILImage()(shrink(sampler.predict(x, 0))[0]).save("predicted.png")  # truth: wrong
