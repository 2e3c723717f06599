# argv: --epochs 1
# argv: --epochs 2 --tanh
# argv: --epochs 1 --vis-every 1 --tanh
"""Complete training script with visualisation."""
import argparse
import os
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader
import torchvision.transforms as transforms
from torchvision.datasets import ImageFolder
from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="data")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--tanh", action="store_true")
    parser.add_argument("--vis-every", type=int, default=2)
    parser.add_argument("--out", default="vis")
    return parser.parse_args()


class ConvAE(nn.Module):
    def __init__(self, tanh):
        super().__init__()
        self.enc = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU())
        self.dec = nn.Sequential(nn.ConvTranspose2d(8, 3, 2, 2), nn.Tanh() if tanh else nn.Sigmoid())

    def forward(self, x):
        return self.dec(self.enc(x))


def main():
    opt = parse()
    torch.manual_seed(0)
    os.makedirs(opt.out, exist_ok=True)
    steps = [transforms.Resize((16, 16)), transforms.ToTensor()]
    if opt.tanh:
        steps += [transforms.Normalize((0.5,) * 3, (0.5,) * 3)]
    loader = DataLoader(ImageFolder(opt.data, transforms.Compose(steps)), batch_size=3, shuffle=True)
    plain = DataLoader(ImageFolder(opt.data, transforms.ToTensor()), batch_size=3)
    model = ConvAE(opt.tanh)
    optimizer = optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(opt.epochs):
        for i, (x, _) in enumerate(loader):
            y = model(x)
            loss = nn.functional.mse_loss(y, x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            if i % opt.vis_every == 0:
                vis = torch.cat([x, y.detach()])
                to_pil_image(make_grid(vis)).save(f"{opt.out}/raw.png")  # truth: wrong
                if opt.tanh:
                    vis = vis * 0.5 + 0.5
                to_pil_image(make_grid(vis)).save(f"{opt.out}/{epoch}_{i}.png")  # truth: safe
                to_pil_image(make_grid(vis, normalize=True)).save(f"{opt.out}/n.png")  # truth: safe
        with torch.no_grad():
            last = model(x)
        to_pil_image(last[0]).save(f"{opt.out}/last.png")  # truth: wrong
        to_pil_image(last[0].clamp(0, 1)).save(f"{opt.out}/last_c.png")  # truth: safe
    images, _ = next(iter(plain))
    to_pil_image(images[0]).save(f"{opt.out}/plain.png")  # truth: safe
    to_pil_image(images[0] - images.mean()).save(f"{opt.out}/centered.png")  # truth: wrong


if __name__ == "__main__":
    main()
