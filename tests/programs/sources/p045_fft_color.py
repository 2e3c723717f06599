"""Frequency domain and colour spaces."""
import torch
from torchvision.transforms.functional import rgb_to_grayscale, to_pil_image, to_tensor
from PIL import Image


def rgb2ycbcr(x):
    r, g, b = x[0], x[1], x[2]
    y = 0.299 * r + 0.587 * g + 0.114 * b
    cb = (b - y) * 0.564 + 0.5
    cr = (r - y) * 0.713 + 0.5
    return torch.stack([y, cb, cr])


def ycbcr2rgb(x):
    y, cb, cr = x[0], x[1] - 0.5, x[2] - 0.5
    r = y + 1.403 * cr
    g = y - 0.714 * cr - 0.344 * cb
    b = y + 1.773 * cb
    return torch.stack([r, g, b])


def low_pass(x, r=6):
    f = torch.fft.fftshift(torch.fft.fft2(x), dim=(-2, -1))
    mask = torch.zeros_like(x)
    h, w = x.shape[-2:]
    mask[..., h // 2 - r:h // 2 + r, w // 2 - r:w // 2 + r] = 1
    return torch.fft.ifft2(torch.fft.ifftshift(f * mask, dim=(-2, -1))).real


x = to_tensor(Image.open("input.png"))
ycc = rgb2ycbcr(x)
to_pil_image(ycc[0:1]).save("y.png")  # truth: safe
ycc[0] = ycc[0] * 1.3
to_pil_image(ycbcr2rgb(ycc)).save("rgb.png")  # truth: wrong
to_pil_image(ycbcr2rgb(ycc).clamp(0, 1)).save("rgb_ok.png")  # truth: safe
low = low_pass(x)
to_pil_image(low).save("low.png")  # truth: wrong
to_pil_image(x - low).save("high.png")  # truth: wrong
to_pil_image(torch.clip(low, 0.0, 1.0)).save("low_ok.png")  # truth: safe
spectrum = torch.log1p(torch.fft.fft2(x).abs())
to_pil_image(spectrum).save("spec.png")  # truth: wrong
to_pil_image(spectrum / spectrum.max()).save("spec_n.png")  # truth: safe
to_pil_image(rgb_to_grayscale(x)).save("gray.png")  # truth: safe
to_pil_image(1 - x).save("neg.png")  # truth: safe
to_pil_image(-x).save("neg_bug.png")  # truth: wrong
sepia = torch.einsum("oc,chw->ohw", torch.tensor([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]]), x)
to_pil_image(sepia).save("sepia.png")  # truth: wrong
to_pil_image(sepia.clamp(max=1.0)).save("sepia_ok.png")  # truth: safe
