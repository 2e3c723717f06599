"""Diffusion trainer with EMA, sampling method and several savers."""
import copy
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset
from torchvision import transforms as T, utils


def exists(v):
    return v is not None


def default(v, d):
    return v if exists(v) else d


def normalize_to_neg_one_to_one(img):
    return img * 2 - 1


def unnormalize_to_zero_to_one(t):
    return (t + 1) * 0.5


def identity(t, *args, **kwargs):
    return t


class GaussianDiffusion(nn.Module):
    def __init__(self, model, auto_normalize=True, timesteps=5):
        super().__init__()
        self.model = model
        self.steps = timesteps
        betas = torch.linspace(0.05, 0.4, timesteps)
        self.register_buffer("acp", torch.cumprod(1 - betas, 0))
        self.normalize = normalize_to_neg_one_to_one if auto_normalize else identity
        self.unnormalize = unnormalize_to_zero_to_one if auto_normalize else identity

    def q_sample(self, x0, t, noise=None):
        noise = default(noise, torch.randn_like(x0))
        a = self.acp[t].view(-1, 1, 1, 1)
        return a.sqrt() * x0 + (1 - a).sqrt() * noise

    @torch.inference_mode()
    def sample(self, n, clip_denoised=True, return_all=False):
        img = torch.randn(n, 3, 8, 8)
        imgs = [img]
        for t in reversed(range(self.steps)):
            pred = self.model(img)
            x0 = (img - (1 - self.acp[t]).sqrt() * pred) / self.acp[t].sqrt()
            if clip_denoised:
                x0.clamp_(-1.0, 1.0)
            img = x0 if t == 0 else self.acp[t - 1].sqrt() * x0 + (1 - self.acp[t - 1]).sqrt() * torch.randn_like(x0)
            imgs.append(img)
        ret = img if not return_all else torch.stack(imgs, dim=1)
        return self.unnormalize(ret)

    def forward(self, img):
        img = self.normalize(img)
        t = torch.randint(0, self.steps, (img.shape[0],))
        noise = torch.randn_like(img)
        return F.mse_loss(self.model(self.q_sample(img, t, noise)), noise)


class Trainer:
    def __init__(self, diffusion, data):
        self.diffusion, self.data = diffusion, data
        self.ema = copy.deepcopy(diffusion)
        self.opt = torch.optim.Adam(diffusion.parameters(), lr=1e-3)
        self.to_pil = T.ToPILImage()

    def train(self):
        for (x,) in self.data:
            loss = self.diffusion(x)
            loss.backward()
            self.opt.step()
            self.opt.zero_grad()
        self.to_pil(x[0]).save("x.png")  # truth: safe
        self.to_pil(self.diffusion.normalize(x[0])).save("xn.png")  # truth: wrong
        noisy = self.diffusion.q_sample(self.diffusion.normalize(x), torch.zeros(len(x), dtype=torch.long))
        self.to_pil(self.diffusion.unnormalize(noisy)[0]).save("noisy.png")  # truth: wrong
        self.to_pil(self.diffusion.unnormalize(noisy.clamp(-1, 1))[0]).save("noisy_c.png")  # truth: safe
        with torch.no_grad():
            free = self.ema.sample(1, clip_denoised=False)
            steps = self.ema.sample(1, return_all=True)
        self.to_pil(free[0]).save("free.png")  # truth: wrong
        self.to_pil(free[0].clamp(0.0, 1.0)).save("free_c.png")  # truth: safe
        self.to_pil(steps[0, 0]).save("first.png")  # truth: wrong
        self.to_pil(utils.make_grid(self.ema.sample(2))).save("grid.png")  # truth: safe


torch.manual_seed(0)
Trainer(GaussianDiffusion(nn.Conv2d(3, 3, 3, padding=1)), DataLoader(TensorDataset(torch.rand(4, 3, 8, 8)), batch_size=2)).train()
