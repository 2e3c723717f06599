import torch
from torchvision.transforms import Normalize, ToPILImage

import config
import utils
from config import IMAGENET_MEAN as MEAN
from config import IMAGENET_STD as STD
from nets import Generator, LogitGenerator, noise

to_pil = ToPILImage()
mean = torch.tensor(MEAN).view(3, 1, 1)
std = torch.tensor(STD).view(3, 1, 1)

torch.manual_seed(3)
with torch.no_grad():
    fake = Generator().eval()(noise(2))[0]
    logits = LogitGenerator()(noise(2))[0]

to_pil(utils.rescale(fake)).save("a.png")  # truth: safe
to_pil(utils.rescale(logits)).save("b.png")  # truth: wrong
to_pil(fake * std + mean).save("c.png")  # truth: safe
to_pil((fake * 0.5 + 0.5 - mean) / std).save("d.png")  # truth: wrong
normalized = Normalize(MEAN, STD)(utils.rescale(fake))
to_pil(normalized * std + mean).save("e.png")  # truth: safe
to_pil(utils.rescale(normalized)).save("f.png")  # truth: wrong
if config.CLAMP:
    logits = utils.clamped(logits)
to_pil(logits).save("g.png")  # truth: safe
raw = LogitGenerator()(noise(2)).detach()[0]
if config.RAW:
    raw = utils.clamped(raw)
to_pil(raw).save("h.png")  # truth: wrong
