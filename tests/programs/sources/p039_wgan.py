"""WGAN-GP: interpolates of real and fake."""
import torch
from torch import nn, optim
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import ToPILImage
from torchvision.utils import make_grid, save_image

to_image = ToPILImage()


class Noise(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, i):
        return torch.rand(1, 8, 8) * 2 - 1


def generator():
    return nn.Sequential(nn.Linear(4, 64), nn.LeakyReLU(0.2), nn.Linear(64, 64), nn.Tanh(), nn.Unflatten(1, (1, 8, 8)))


def critic():
    return nn.Sequential(nn.Flatten(), nn.Linear(64, 1))


torch.manual_seed(0)
G, D = generator(), critic()
opt = optim.RMSprop(G.parameters(), lr=1e-4)
for epoch, real in enumerate(DataLoader(Noise(), batch_size=4)):
    fake = G(torch.randn(4, 4))
    alpha = torch.rand(4, 1, 1, 1)
    mixed = alpha * real + (1 - alpha) * fake
    bad_mix = alpha * real + fake
    loss = -D(mixed).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    to_image(mixed[0].detach()).save("m.png")  # truth: wrong
    to_image((mixed[0].detach() + 1) / 2).save("m01.png")  # truth: safe
    to_image((bad_mix[0].detach() + 1) / 2).save("bm01.png")  # truth: wrong
    to_image((real[0] + 1) / 2).save("r01.png")  # truth: safe
    to_image(real[0]).save("r.png")  # truth: wrong
    save_image(fake.detach(), "fake.png")
grid = make_grid(fake.detach().mul(0.5).add(0.5), nrow=2)
to_image(grid).save("grid.png")  # truth: safe
grid = make_grid(fake.detach().mul_(0.5), nrow=2).add_(0.5)
to_image(grid).save("grid2.png")  # truth: safe
to_image(fake[0].detach()).save("inplace_leak.png")  # truth: wrong
