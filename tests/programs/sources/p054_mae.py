"""Masked autoencoder: paste the reconstruction into the visible patches."""
import torch
from torch import nn
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image

MEAN = torch.tensor([0.485, 0.456, 0.406])
STD = torch.tensor([0.229, 0.224, 0.225])


def patchify(x, p=4):
    n, c, h, w = x.shape
    x = x.reshape(n, c, h // p, p, w // p, p)
    return x.permute(0, 2, 4, 3, 5, 1).reshape(n, h // p * w // p, p * p * c)


def unpatchify(x, p=4):
    n, l, d = x.shape
    s = int(l ** 0.5)
    return x.reshape(n, s, s, p, p, 3).permute(0, 5, 1, 3, 2, 4).reshape(n, 3, s * p, s * p)


class TinyMAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.enc = nn.Linear(48, 32)
        self.dec = nn.Linear(32, 48)

    def forward(self, img, ratio=0.75):
        patches = patchify(img)
        mask = (torch.rand(patches.shape[:2]) < ratio).float()
        pred = self.dec(torch.relu(self.enc(patches * (1 - mask[..., None]))))
        return pred, mask


def show_image(image):
    return to_pil_image(torch.clip(image * STD[:, None, None] + MEAN[:, None, None], 0, 1))  # truth: safe


def show_image_255(image):
    image = torch.clip((image * STD[:, None, None] + MEAN[:, None, None]) * 255, 0, 255)
    return to_pil_image(image.int().byte())  # truth: safe


def show_image_unclipped(image):
    return to_pil_image(image * STD[:, None, None] + MEAN[:, None, None])  # truth: wrong


torch.manual_seed(0)
pre = transforms.Compose([transforms.Resize((16, 16)), transforms.ToTensor(), transforms.Normalize(MEAN, STD)])
x = pre(Image.open("input.png"))[None]
with torch.no_grad():
    pred, mask = TinyMAE()(x)
y = unpatchify(pred)
m = unpatchify(mask[..., None].repeat(1, 1, 48))
to_pil_image(m[0]).save("mask.png")  # truth: safe
to_pil_image(unpatchify(patchify(x))[0]).save("x_norm.png")  # truth: wrong
x01 = x[0] * STD[:, None, None] + MEAN[:, None, None]
to_pil_image(x01).save("x.png")  # truth: safe
to_pil_image(x01 * (1 - m[0])).save("masked.png")  # truth: safe
paste = x * (1 - m) + y * m
for image in (x[0], y[0], paste[0]):
    show_image(image), show_image_255(image), show_image_unclipped(image)
