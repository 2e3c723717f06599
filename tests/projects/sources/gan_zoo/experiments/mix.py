import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import torch
from torchvision.transforms.functional import to_pil_image
from zoo.models import wrap
from zoo.models.factory import KINDS
from zoo.models.net import EMA, G, SigmoidG
from zoo.models.wrap import Clamp, clamped_wide, ordered, scaled_linear, sharpened


class Third(SigmoidG):
    """Other than its base, without the sigmoid."""

    def forward(self, z):
        return self.fc(z).view(-1, 3, 8, 8)


class Fourth(Third):
    def forward(self, z):
        return super().forward(z).sigmoid()


torch.manual_seed(0)
z = torch.randn(1, 8)
with torch.no_grad():
    to_pil_image(Third()(z)[0]).save("a.png")  # truth: wrong
    to_pil_image(Fourth()(z)[0]).save("b.png")  # truth: safe
    to_pil_image(scaled_linear()(z)[0]).save("c.png")  # truth: safe
    to_pil_image(wrap.clamped()(z)[0]).save("d.png")  # truth: safe
    to_pil_image(clamped_wide()(z)[0]).save("e.png")  # truth: wrong
    to_pil_image(sharpened()(z)[0]).save("f.png")  # truth: wrong
    to_pil_image(ordered()(z)[0]).save("g.png")  # truth: safe
    to_pil_image(torch.nn.Sequential(G(), Clamp())(z)[0]).save("h.png")  # truth: safe
    to_pil_image(EMA(G(), SigmoidG())(z)[0]).save("i.png")  # truth: wrong
    to_pil_image(EMA(SigmoidG(), Fourth())(z)[0]).save("j.png")  # truth: safe
    to_pil_image(KINDS["sigmoid"]()(z)[0]).save("k.png")  # truth: safe
    KINDS["sigmoid"] = Third
    to_pil_image(KINDS["sigmoid"]()(z)[0]).save("l.png")  # truth: wrong
    for kind, make in KINDS.items():
        to_pil_image(make()(z)[0]).save(f"{kind}.png")  # truth: wrong
        to_pil_image(make()(z)[0].sigmoid()).save(f"{kind}.png")  # truth: safe
