"""Restorers on top of a framework that is installed elsewhere."""
import torch
from torchvision.transforms.functional import to_pil_image
from xbase import BaseRestorer, Config, GAIN, visualize


class Mine(BaseRestorer):
    pass


class Overridden(BaseRestorer):
    def forward(self, x):
        return torch.tanh(self.body(x)) * 0.5 + 0.5


class PostOnly(BaseRestorer):
    def post(self, x):
        return x * 2


class Sandwich(BaseRestorer):
    def forward(self, x):
        return super().forward(x).clamp(0, 1)


class Doubled(BaseRestorer):
    def forward(self, x):
        return torch.sigmoid(super().forward(x)) * 2


@visualize
def rendered(x):
    return x * 3


@torch.inference_mode()
def main():
    torch.manual_seed(0)
    x = torch.rand(1, 3, 8, 8)
    to_pil_image(Mine()(x)[0])  # truth: open
    to_pil_image(Mine().predict(x)[0])  # truth: open
    to_pil_image(Overridden()(x)[0])  # truth: safe
    to_pil_image(PostOnly().post(x)[0])  # truth: wrong
    to_pil_image(PostOnly()(x)[0])  # truth: open
    to_pil_image(Sandwich()(x)[0])  # truth: safe
    to_pil_image(Doubled()(x)[0])  # truth: wrong
    to_pil_image(x[0] * GAIN)  # truth: open
    to_pil_image(x[0] * Config.scale)  # truth: open
    to_pil_image((x[0] * Config.scale).clamp(0, 1))  # truth: safe
    to_pil_image(rendered(x[0]))  # truth: open
    y = x[0] * 3
    if Config.clamp:
        y = y.clamp(0, 1)
    to_pil_image(y)  # truth: open
    to_pil_image(x[0] if Config.clamp else x[0] / 2)  # truth: safe


if __name__ == "__main__":
    main()
