"""EDSR conventions: rgb_range 255, quantize before saving, mean shift."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image, pil_to_tensor
from PIL import Image


class MeanShift(nn.Conv2d):
    def __init__(self, rgb_range, sign=-1):
        super().__init__(3, 3, kernel_size=1)
        self.weight.data = torch.eye(3).view(3, 3, 1, 1)
        self.bias.data = sign * rgb_range * torch.tensor([0.4488, 0.4371, 0.4040])
        for p in self.parameters():
            p.requires_grad = False


class EDSR(nn.Module):
    def __init__(self, rgb_range=255):
        super().__init__()
        self.sub_mean = MeanShift(rgb_range)
        self.add_mean = MeanShift(rgb_range, sign=1)
        self.head = nn.Conv2d(3, 8, 3, padding=1)
        self.tail = nn.Conv2d(8, 3, 3, padding=1)

    def forward(self, x):
        x = self.head(self.sub_mean(x))
        return self.add_mean(self.tail(x))


def quantize(img, rgb_range):
    pixel_range = 255 / rgb_range
    return img.mul(pixel_range).clamp(0, 255).round().div(pixel_range)


def main():
    torch.manual_seed(0)
    lr = pil_to_tensor(Image.open("input.png")).float()[None]
    with torch.no_grad():
        sr = EDSR()(lr)
    q = quantize(sr, 255)
    to_pil_image(sr[0] / 255).save("sr.png")  # truth: wrong
    to_pil_image(q[0] / 255).save("q.png")  # truth: safe
    to_pil_image(q[0]).save("q255.png")  # truth: wrong
    to_pil_image(q[0].byte()).save("q8.png")  # truth: safe
    to_pil_image(quantize(sr / 255, 1.0)[0]).save("q1.png")  # truth: safe
    normalized = sr[0].mul(255 / 255)
    tensor_cpu = normalized.byte().cpu()
    to_pil_image(tensor_cpu).save("byte.png")  # truth: safe
    to_pil_image(lr[0].div(255)).save("lr.png")  # truth: safe
    to_pil_image(lr[0].div(127.5)).save("lr_bug.png")  # truth: wrong
    to_pil_image(lr[0].div(127.5).sub(1).add(1).div(2)).save("lr_back.png")  # truth: safe


if __name__ == "__main__":
    main()
