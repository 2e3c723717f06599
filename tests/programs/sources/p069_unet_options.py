"""One U-Net with a final activation option, used by several tasks."""
import torch
from torch import nn
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image


class Up(nn.Module):
    def __init__(self, i, o, final=False):
        super().__init__()
        self.conv = nn.Conv2d(i, o, 3, padding=1)
        self.final = final

    def forward(self, x):
        x = nn.functional.interpolate(x, scale_factor=2)
        x = self.conv(x)
        return x if self.final else nn.functional.relu(x)


class UNet(nn.Module):
    def __init__(self, out_channels=3, final_activation=None, residual=False):
        super().__init__()
        self.down = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.up = Up(8, out_channels, final=True)
        self.residual = residual
        if final_activation == "sigmoid":
            self.final_activation = nn.Sigmoid()
        elif final_activation == "tanh":
            self.final_activation = nn.Tanh()
        elif callable(final_activation):
            self.final_activation = final_activation
        else:
            self.final_activation = None

    def forward(self, x):
        y = self.up(torch.relu(self.down(x)))
        if self.final_activation is not None:
            y = self.final_activation(y)
        if self.residual:
            y = x + y
        return y


@torch.no_grad()
def run():
    torch.manual_seed(0)
    x = torch.rand(1, 3, 8, 8)
    to_pil_image(UNet()(x)[0])  # truth: wrong
    to_pil_image(UNet(final_activation="sigmoid")(x)[0])  # truth: safe
    to_pil_image(UNet(final_activation="tanh")(x)[0])  # truth: wrong
    to_pil_image(UNet(final_activation="tanh")(x)[0].add(1).mul(0.5))  # truth: safe
    to_pil_image(UNet(final_activation="sigmoid", residual=True)(x)[0])  # truth: wrong
    to_pil_image(UNet(final_activation="sigmoid", residual=True)(x)[0] / 2)  # truth: safe
    to_pil_image(UNet(1, nn.Hardsigmoid())(x)[0])  # truth: safe
    to_pil_image(UNet(1, nn.ReLU())(x * 3)[0])  # truth: wrong
    to_pil_image(UNet(1, lambda t: t.clamp(0, 1))(x)[0])  # truth: safe
    to_pil_image(UNet(2, torch.nn.Softmax(dim=1))(x)[0, 1:])  # truth: safe
    to_pil_image(transforms.functional.hflip(UNet()(x)[0]).clamp(0, 1))  # truth: safe
    to_pil_image(transforms.functional.hflip(UNet()(x)[0].clamp(0, 1)))  # truth: safe
    to_pil_image(UNet()(x.clamp(0, 1))[0])  # truth: wrong


run()
