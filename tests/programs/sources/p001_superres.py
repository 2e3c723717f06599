"""Small ESPCN: upscale a picture and save variants for a side-by-side."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image


class ESPCN(nn.Module):
    def __init__(self, scale=2):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 5, padding=2)
        self.conv2 = nn.Conv2d(16, 3 * scale ** 2, 3, padding=1)
        self.shuffle = nn.PixelShuffle(scale)

    def forward(self, x):
        x = torch.tanh(self.conv1(x))
        return self.shuffle(self.conv2(x))


class ESPCNBounded(ESPCN):
    def forward(self, x):
        return torch.sigmoid(super().forward(x))


class ResidualSR(ESPCN):
    def forward(self, x):
        up = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        return up + super().forward(x)


def main():
    torch.manual_seed(1)
    device = "cpu"
    img = Image.open("input.png").convert("RGB")
    lr = transforms.ToTensor()(img).unsqueeze(0).to(device)
    plain, bounded, residual = ESPCN().eval(), ESPCNBounded().eval(), ResidualSR().eval()
    with torch.no_grad():
        a = plain(lr)
        b = bounded(lr)
        c = residual(lr)
        d = residual(lr).clamp_(0.0, 1.0)
    to_pil_image(a.squeeze(0).cpu()).save("plain.png")  # truth: wrong
    to_pil_image(b.squeeze(0).cpu()).save("bounded.png")  # truth: safe
    to_pil_image(c.squeeze(0).cpu()).save("residual.png")  # truth: wrong
    to_pil_image(d.squeeze(0).cpu()).save("residual_clamped.png")  # truth: safe
    bicubic = F.interpolate(lr, scale_factor=2, mode="bicubic", align_corners=False)
    bilinear = F.interpolate(lr, scale_factor=2, mode="bilinear", align_corners=False)
    to_pil_image(bicubic[0]).save("bicubic.png")  # truth: wrong
    to_pil_image(bilinear[0]).save("bilinear.png")  # truth: safe
    error = (d - bilinear).abs()
    to_pil_image(error[0]).save("error.png")  # truth: safe
    to_pil_image((d - bilinear)[0]).save("diff.png")  # truth: wrong


if __name__ == "__main__":
    main()
