"""Composite the network output into the hole."""
import torch
from torch import nn
from PIL import Image
from torchvision import transforms

to_pil = transforms.ToPILImage()


class Inpainter(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Conv2d(4, 8, 3, padding=1)
        self.dec = nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, x, mask):
        h = torch.relu(self.enc(torch.cat([x * mask, mask], 1)))
        return torch.sigmoid(self.dec(h))


class InpainterRaw(Inpainter):
    def forward(self, x, mask):
        h = torch.relu(self.enc(torch.cat([x * mask, mask], 1)))
        return self.dec(h)


if __name__ == "__main__":
    torch.manual_seed(0)
    x = transforms.ToTensor()(Image.open("input.png"))[None]
    mask = torch.ones(1, 1, 48, 64)
    mask[:, :, 10:30, 10:30] = 0
    with torch.no_grad():
        good, raw = Inpainter()(x, mask), InpainterRaw()(x, mask)
    comp = mask * x + (1 - mask) * good
    to_pil(comp[0]).save("comp.png")  # truth: safe
    comp = mask * x + (1 - mask) * raw
    to_pil(comp[0]).save("comp_raw.png")  # truth: wrong
    comp = x * mask + good * mask
    to_pil(comp[0]).save("comp_bug.png")  # truth: wrong
    comp = torch.where(mask > 0.5, x, good)
    to_pil(comp[0]).save("where.png")  # truth: safe
    comp = torch.where(mask > 0.5, x, raw)
    to_pil(comp[0]).save("where_raw.png")  # truth: wrong
    comp = torch.lerp(good, x, mask)
    to_pil(comp[0]).save("lerp.png")  # truth: safe
    soft = transforms.GaussianBlur(5)(mask)
    to_pil((good + soft * (x - good))[0]).save("soft.png")  # truth: safe
    to_pil((x + soft * good)[0]).save("soft_bug.png")  # truth: wrong
    filled = x.clone()
    filled[:, :, 10:30, 10:30] = raw[:, :, 10:30, 10:30]
    to_pil(filled[0]).save("patch.png")  # truth: wrong
    filled[:, :, 10:30, 10:30] = raw[:, :, 10:30, 10:30].clamp(0, 1)
    to_pil(x[0]).save("x.png")  # truth: safe
