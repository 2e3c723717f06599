"""Sample from an untrained DCGAN generator three ways."""
import torch
from torch import nn
from torchvision.transforms import ToPILImage
from torchvision.utils import make_grid, save_image


class Generator(nn.Module):
    def __init__(self, nz=16, ngf=8, nc=3):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(nz, ngf * 2, 4, 1, 0, bias=False),
            nn.BatchNorm2d(ngf * 2),
            nn.ReLU(True),
            nn.ConvTranspose2d(ngf * 2, ngf, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf),
            nn.ReLU(True),
            nn.ConvTranspose2d(ngf, nc, 4, 2, 1, bias=False),
            nn.Tanh(),
        )

    def forward(self, z):
        return self.main(z)


if __name__ == "__main__":
    torch.manual_seed(0)
    to_pil = ToPILImage()
    netG = Generator()
    fixed_noise = torch.randn(8, 16, 1, 1)
    with torch.no_grad():
        fake = netG(fixed_noise).detach().cpu()
    save_image(fake, "raw.png")
    grid = make_grid(fake, nrow=4)
    to_pil(grid).save("grid_raw.png")  # truth: wrong
    grid = make_grid(fake, nrow=4, normalize=True)
    to_pil(grid).save("grid_norm.png")  # truth: safe
    grid = make_grid((fake + 1) / 2, nrow=4, padding=2, pad_value=1)
    to_pil(grid).save("grid_half.png")  # truth: safe
    grid = make_grid(fake.add(1).div(2), nrow=4, padding=2, pad_value=2)
    to_pil(grid).save("grid_pad2.png")  # truth: wrong
    grid = make_grid(fake * 0.5 + 0.5, nrow=4, pad_value=0.5)
    to_pil(grid).save("grid_affine.png")  # truth: safe
    grid = make_grid(fake * 0.5 + 1, nrow=4)
    to_pil(grid).save("grid_bug.png")  # truth: wrong
    for i, sample in enumerate(fake):
        sample.mul_(0.5).add_(0.5)
        to_pil(sample).save(f"sample{i}.png")  # truth: safe
    to_pil(fake[0]).save("again.png")  # truth: safe
