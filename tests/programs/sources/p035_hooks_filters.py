"""Feature maps and filters of the first layer."""
import torch
from torch import nn
from torchvision.transforms import ToPILImage, Resize, ToTensor, Compose
from torchvision.utils import make_grid
from PIL import Image


class FeatureSaver:
    def __init__(self):
        self.features = {}

    def hook(self, name):
        def fn(module, inp, out):
            self.features[name] = out.detach()
        return fn


def scale_each(t):
    t = t.clone()
    for i in range(t.shape[0]):
        t[i] -= t[i].min()
        t[i] /= t[i].max() + 1e-6
    return t


torch.manual_seed(0)
model = nn.Sequential(nn.Conv2d(3, 6, 5, padding=2), nn.ReLU6(), nn.Conv2d(6, 6, 3, padding=1), nn.Softsign(), nn.Conv2d(6, 4, 3))
saver = FeatureSaver()
for name, layer in model.named_children():
    layer.register_forward_hook(saver.hook(name))
x = Compose([Resize(20), ToTensor()])(Image.open("input.png"))[None]
model(x * 4)
pil = ToPILImage()
conv = saver.features["0"][0]
pil(conv[:1]).save("conv.png")  # truth: wrong
pil(scale_each(conv)[:3]).save("conv_n.png")  # truth: safe
relu6 = torch.nn.functional.relu6(conv)
pil(relu6[:3]).save("relu6.png")  # truth: wrong
pil(relu6[:3] / 6).save("relu6_n.png")  # truth: safe
weights = model[0].weight.detach()
pil(weights[0]).save("filter.png")  # truth: wrong
weights = (weights - weights.min()) / (weights.max() - weights.min())
pil(weights[0]).save("filter_n.png")  # truth: safe
pil(make_grid(weights, nrow=3, padding=1)).save("filters.png")  # truth: safe
pil(make_grid(model[0].weight.detach(), nrow=3, normalize=True, scale_each=True)).save("filters2.png")  # truth: safe
soft = nn.functional.softsign(conv)
pil(soft[:3] * 0.5 + 0.5).save("soft.png")  # truth: safe
pil(soft[:3]).save("soft_raw.png")  # truth: wrong
