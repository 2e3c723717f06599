"""Tile-wise upscaling (Real-ESRGAN style) and overlap blending."""
import math
import torch
from torch import nn
import torch.nn.functional as F
from torchvision.transforms.functional import to_pil_image, to_tensor
from PIL import Image


class RealESRGANer:
    def __init__(self, model, scale=2, tile=16):
        self.model, self.scale, self.tile = model, scale, tile
        self.output = None

    def process(self, img):
        self.output = self.model(img)

    def tile_process(self, img):
        b, c, h, w = img.shape
        self.output = img.new_zeros((b, c, h * self.scale, w * self.scale))
        for y in range(math.ceil(h / self.tile)):
            for x in range(math.ceil(w / self.tile)):
                y0, x0 = y * self.tile, x * self.tile
                tile = self.model(img[:, :, y0:y0 + self.tile, x0:x0 + self.tile])
                th, tw = tile.shape[-2:]
                self.output[:, :, y0 * self.scale:y0 * self.scale + th, x0 * self.scale:x0 * self.scale + tw] = tile

    @torch.no_grad()
    def enhance(self, img, tiled=True):
        if tiled:
            self.tile_process(img)
        else:
            self.process(img)
        return self.output.squeeze(0).float().cpu()


def blend_overlap(img, model, tile=16, stride=8):
    acc = torch.zeros_like(img)
    count = torch.zeros_like(img)
    for y in range(0, img.shape[-2] - tile + 1, stride):
        for x in range(0, img.shape[-1] - tile + 1, stride):
            acc[..., y:y + tile, x:x + tile] += model(img[..., y:y + tile, x:x + tile])
            count[..., y:y + tile, x:x + tile] += 1
    return acc, count


@torch.no_grad()
def main():
    torch.manual_seed(0)
    img = to_tensor(Image.open("input.png"))[None]
    raw = nn.Sequential(nn.Conv2d(3, 12, 3, padding=1), nn.PixelShuffle(2))
    bounded = nn.Sequential(nn.Conv2d(3, 12, 3, padding=1), nn.Sigmoid(), nn.PixelShuffle(2))
    out = RealESRGANer(raw).enhance(img)
    to_pil_image(out).save("raw.png")  # truth: wrong
    to_pil_image(out.clamp_(0, 1)).save("raw_clamped.png")  # truth: safe
    to_pil_image(RealESRGANer(bounded).enhance(img)).save("bounded.png")  # truth: safe
    to_pil_image(RealESRGANer(bounded).enhance(img, tiled=False)).save("bounded_whole.png")  # truth: safe
    acc, count = blend_overlap(img, nn.Sigmoid())
    to_pil_image(acc[0]).save("acc.png")  # truth: wrong
    to_pil_image((acc / count.clamp(min=1))[0]).save("blend.png")  # truth: safe
    padded = F.pad(img, (2, 2, 2, 2), mode="reflect")
    to_pil_image(padded[0]).save("pad.png")  # truth: safe
    padded = F.pad(img, (2, 2, 2, 2), value=-1)
    to_pil_image(padded[0]).save("pad_neg.png")  # truth: wrong


if __name__ == "__main__":
    main()
