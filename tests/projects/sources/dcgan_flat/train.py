import argparse

import torch
from torch import nn
from torchvision.transforms import functional as TF

import config
from nets import Discriminator, Generator, noise
from utils import clamp_, clamp_copy, grid, rescale, rescale_


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(0)
    g, d = Generator(), Discriminator()
    bce = nn.BCELoss()
    opt_g = torch.optim.Adam(g.parameters(), 2e-4)
    opt_d = torch.optim.Adam(d.parameters(), 2e-4)
    real = torch.rand(4, 3, config.SIZE, config.SIZE)
    for step in range(args.steps):
        fake = g(noise(4))
        loss_d = bce(d(real), torch.ones(4, 1)) + bce(d(fake.detach()), torch.zeros(4, 1))
        opt_d.zero_grad()
        loss_d.backward()
        opt_d.step()
        loss_g = bce(d(fake), torch.ones(4, 1))
        opt_g.zero_grad()
        loss_g.backward()
        opt_g.step()
        with torch.no_grad():
            sample = g(noise(4))
        TF.to_pil_image(sample[0]).save(f"{step}_raw.png")  # truth: wrong
        TF.to_pil_image(rescale(sample)[0]).save(f"{step}.png")  # truth: safe
        TF.to_pil_image(grid(rescale(sample))).save(f"{step}_grid.png")  # truth: safe
        TF.to_pil_image(grid(sample)).save(f"{step}_grid_raw.png")  # truth: wrong
        TF.to_pil_image(grid(sample, normalize=True)).save(f"{step}_grid_norm.png")  # truth: safe
        again = sample.clone()
        clamp_copy(again)
        TF.to_pil_image(again[0]).save(f"{step}_dropped.png")  # truth: wrong
        again = clamp_copy(again)
        TF.to_pil_image(again[0]).save(f"{step}_copy.png")  # truth: safe
        third = sample.clone()
        clamp_(third)
        TF.to_pil_image(third[0]).save(f"{step}_inplace.png")  # truth: safe
        rescale_(sample)
        TF.to_pil_image(sample[0]).save(f"{step}_rescaled.png")  # truth: safe
        rescale_(sample)
        TF.to_pil_image(sample[0] * 2 - 1.5).save(f"{step}_wrong.png")  # truth: wrong


if __name__ == "__main__":
    main()
