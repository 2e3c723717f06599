"""Super-resolution, denoising, style transfer, feature visualisation."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image
from torchvision import transforms
from torchvision.transforms import ToPILImage, ToTensor
from torchvision.transforms.functional import to_pil_image, to_tensor
from unseen import TransformerNet, Vgg, style_loss


class Srcnn(nn.Module):
    def __init__(self, channels=1):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 8, 9, padding=4)
        self.conv2 = nn.Conv2d(8, 4, 5, padding=2)
        self.conv3 = nn.Conv2d(4, channels, 5, padding=2)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        x = self.relu(self.conv1(x))
        x = self.relu(self.conv2(x))
        return self.conv3(x)


class Espcn(nn.Module):
    def __init__(self, upscale=2):
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(1, 8, 5, padding=2), nn.Tanh())
        self.last = nn.Sequential(nn.Conv2d(8, upscale**2, 3, padding=1), nn.PixelShuffle(upscale))

    def forward(self, x):
        return self.last(self.first(x)).clamp(0.0, 1.0)


def super_resolution_of_the_luma(pil):
    """The classic: Y through the network, Cb and Cr resized by PIL."""
    y, cb, cr = pil.convert("YCbCr").split()
    net = Srcnn()
    out = net(ToTensor()(y).unsqueeze(0)).detach()
    ToPILImage()(out[0])  # expect: TPI001
    ToPILImage()(out[0].clamp(0, 1))
    out_y = out[0].numpy()
    out_y *= 255.0
    out_y = out_y.clip(0, 255)
    Image.fromarray(np.uint8(out_y[0]), mode="L")
    ToPILImage()(torch.from_numpy(out_y))  # expect: TPI002
    ToPILImage()(torch.from_numpy(out_y) / 255)
    Image.merge("YCbCr", [to_pil_image(Espcn()(ToTensor()(y)[None])[0].detach()), cb.resize((32, 32)), cr.resize((32, 32))])


def residual_denoiser(pil):
    clean = to_tensor(pil)[:1]
    noisy = clean + 25 / 255 * torch.randn_like(clean)
    to_pil_image(noisy)  # expect: TPI003|TPI001
    to_pil_image(noisy.clamp(0, 1))
    net = Srcnn()
    with torch.no_grad():
        residual = net(noisy.unsqueeze(0)).squeeze(0)
        denoised = noisy - residual
    to_pil_image(denoised)  # expect: TPI001|TPI003
    denoised = torch.clamp(noisy - residual, 0.0, 1.0)
    to_pil_image(denoised)
    to_pil_image(residual)  # expect: TPI0
    to_pil_image((residual - residual.min()) / (residual.max() - residual.min()))


def fast_style_transfer(pil):
    """Works on 0..255; the clamp must be there, and so must the division."""
    content = transforms.Compose([ToTensor(), transforms.Lambda(lambda x: x.mul(255))])(pil)
    net = TransformerNet()
    output = net(content.unsqueeze(0)).detach()
    to_pil_image(output[0])  # expect: TPI101|TPI001
    to_pil_image(output[0].clamp(0, 255))  # expect: TPI
    to_pil_image(output[0].clamp(0, 255).div(255))
    to_pil_image(output[0].clamp(0, 255).byte())
    to_pil_image(output[0].div(255))  # expect: TPI101|TPI001
    to_pil_image(content)  # expect: TPI0


def neural_style(pil):
    """The tutorial clamps in the closure of the optimiser, and once more at the end."""
    input_img = to_tensor(pil).requires_grad_(True)
    optimizer = torch.optim.LBFGS([input_img], lr=100.0, max_iter=2)
    for _ in range(2):

        def closure():
            with torch.no_grad():
                input_img.clamp_(0, 1)
            optimizer.zero_grad()
            loss = ((input_img - 3) ** 2).sum() + style_loss(input_img).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
    to_pil_image(input_img.detach())  # expect: TPI
    with torch.no_grad():
        input_img.clamp_(0, 1)
    to_pil_image(input_img.detach())


def im_convert(tensor):
    """A helper of many notebooks."""
    image = tensor.to("cpu").clone().detach()
    image = image.numpy().squeeze()
    image = image.transpose(1, 2, 0)
    image = image * np.array((0.229, 0.224, 0.225)) + np.array((0.485, 0.456, 0.406))
    to_pil_image(image)  # expect: TPI
    image = image.clip(0, 1)
    return to_pil_image(image)


def deep_dream(pil):
    image = transforms.Normalize([0.5] * 3, [0.5] * 3)(to_tensor(pil)).unsqueeze(0)
    features = Vgg()
    for _ in range(2):
        image = image.detach().requires_grad_(True)
        features(image).norm().backward()
        grad = image.grad
        image = image + 0.5 * grad / grad.abs().mean()
    result = image.detach()[0] * 0.5 + 0.5
    to_pil_image(result)  # expect: TPI
    to_pil_image(torch.clamp(result, 0, 1))


def class_activation_map(pil, batch):
    net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU())
    maps = net(batch).detach()
    heat = maps[0].mean(0)
    to_pil_image(heat)  # expect: TPI001
    heat = F.relu(heat)
    heat = heat / heat.max()
    to_pil_image(heat, mode="L")
    overlay = 0.5 * heat + 0.5 * to_tensor(pil)
    to_pil_image(overlay)
    overlay = heat + to_tensor(pil)
    to_pil_image(overlay)  # expect: TPI0
    to_pil_image(overlay / overlay.max())
    to_pil_image(heat.sub(heat.mean()))  # expect: TPI0


def filters_of_a_layer():
    weight = nn.Conv2d(3, 8, 7).weight.data
    to_pil_image(weight[0])  # expect: TPI
    w = weight[0]
    to_pil_image((w - w.min()) / (w.max() - w.min()))
    to_pil_image((w + 1) / 2)  # expect: TPI


def matting(pil):
    image = to_tensor(pil)
    alpha = Srcnn()(image[:1].unsqueeze(0)).sigmoid()[0].detach()
    background = torch.tensor([120.0, 255.0, 155.0]).div(255).view(3, 1, 1)
    to_pil_image(image * alpha + background * (1 - alpha))
    to_pil_image(alpha)
    to_pil_image(torch.cat([image, alpha]))
    foreground = Srcnn(3)(image.unsqueeze(0))[0].detach()
    to_pil_image(foreground * alpha + background * (1 - alpha))  # expect: TPI0
    to_pil_image(foreground.clamp(0, 1) * alpha + background * (1 - alpha))
    background = torch.tensor([120.0, 255.0, 155.0]).view(3, 1, 1)
    to_pil_image(image * alpha + background * (1 - alpha))  # expect: TPI0


def tiles(pil):
    """A large image is processed piece by piece."""
    image = to_tensor(pil)
    net = Srcnn(3)
    out = torch.zeros_like(image)
    for top in range(0, 16, 8):
        for left in range(0, 16, 8):
            tile = image[:, top : top + 8, left : left + 8]
            out[:, top : top + 8, left : left + 8] = net(tile.unsqueeze(0))[0].detach()
    to_pil_image(out)  # expect: TPI0
    out = torch.zeros_like(image)
    for top in range(0, 16, 8):
        for left in range(0, 16, 8):
            tile = image[:, top : top + 8, left : left + 8]
            out[:, top : top + 8, left : left + 8] = net(tile.unsqueeze(0))[0].detach().clamp(0, 1)
    to_pil_image(out)


def averaged_tiles(pil):
    image = to_tensor(pil)
    total, count = torch.zeros_like(image), torch.zeros_like(image)
    for top in range(0, 13, 4):
        total[:, top : top + 8] += image[:, top : top + 8]
        count[:, top : top + 8] += 1
    to_pil_image(total)  # expect: TPI0
    to_pil_image((total / count).clamp(0, 1))
