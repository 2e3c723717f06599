"""A DDPM sampler: x0 clipping inside the loop is not clipping at the end."""
import math
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class Eps(nn.Module):
    def __init__(self, ch=3):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(ch, 8, 3, padding=1), nn.SiLU(), nn.Conv2d(8, ch, 3, padding=1))

    def forward(self, x, t):
        return self.net(x + math.sin(t))


class Diffusion:
    def __init__(self, steps=8):
        self.steps = steps
        self.betas = torch.linspace(1e-2, 0.3, steps)
        self.alphas = 1 - self.betas
        self.acp = torch.cumprod(self.alphas, 0)

    @torch.no_grad()
    def sample(self, model, shape, clip_x0=True):
        x = torch.randn(shape)
        for t in reversed(range(self.steps)):
            eps = model(x, t)
            x0 = (x - (1 - self.acp[t]).sqrt() * eps) / self.acp[t].sqrt()
            if clip_x0:
                x0 = x0.clamp(-1, 1)
            prev = self.acp[t - 1] if t > 0 else torch.tensor(1.0)
            mean = prev.sqrt() * x0 + (1 - prev).sqrt() * eps
            noise = torch.randn_like(x) * 0.05
            x = mean + noise
        return x

    @torch.no_grad()
    def sample_final_clamp(self, model, shape):
        x = self.sample(model, shape)
        x = (x.clamp(-1, 1) + 1) / 2
        return x


def main():
    torch.manual_seed(7)
    diffusion, model = Diffusion(), Eps()
    x = diffusion.sample(model, (2, 3, 16, 16))
    x = (x + 1) / 2
    for i in range(2):
        to_pil_image(x[i]).save(f"a{i}.png")  # truth: wrong
    y = diffusion.sample_final_clamp(model, (2, 3, 16, 16))
    for i in range(2):
        to_pil_image(y[i]).save(f"b{i}.png")  # truth: safe
    z = diffusion.sample(model, (1, 3, 16, 16)).clamp(-1, 1)
    to_pil_image(z[0]).save("c.png")  # truth: wrong
    z = (z + 1) * 0.5
    to_pil_image(z[0]).save("d.png")  # truth: safe
    u = (diffusion.sample(model, (1, 3, 16, 16)) + 1) / 2
    u.clamp(0, 1)
    to_pil_image(u[0]).save("e.png")  # truth: wrong


if __name__ == "__main__":
    main()
