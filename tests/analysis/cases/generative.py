"""Generators, autoencoders, samplers."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image
from torchvision.utils import make_grid, save_image
from unseen import Denoiser, load_decoder, scheduler_step


class DcganGenerator(nn.Module):
    def __init__(self, latent=8, final=nn.Tanh):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(latent, 16, 4, 1, 0, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(True),
            nn.ConvTranspose2d(16, 3, 4, 4, 0, bias=False),
            final(),
        )

    def forward(self, z):
        return self.main(z)


def gan():
    net = DcganGenerator()
    fake = net(torch.randn(4, 8, 1, 1)).detach().cpu()
    to_pil_image(fake[0])  # expect: TPI002
    to_pil_image((fake[0] + 1) / 2)
    to_pil_image(make_grid(fake, normalize=True))
    to_pil_image(make_grid(fake))  # expect: TPI002
    for i, image in enumerate(fake):
        to_pil_image(image.mul(0.5).add(0.5))
        to_pil_image(image.mul(0.5).add(0.5).mul(2).sub(1))  # expect: TPI0
    net = DcganGenerator(final=nn.Sigmoid)
    to_pil_image(net(torch.randn(1, 8, 1, 1))[0].detach())
    net = DcganGenerator(final=nn.Identity)
    to_pil_image(net(torch.randn(1, 8, 1, 1))[0].detach())  # expect: TPI001


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Flatten(), nn.Linear(768, 32), nn.ReLU())
        self.mu = nn.Linear(32, 8)
        self.log_var = nn.Linear(32, 8)
        self.decoder = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 768))

    def reparameterize(self, mu, log_var):
        std = torch.exp(0.5 * log_var)
        return mu + torch.randn_like(std) * std

    def decode(self, z):
        return torch.sigmoid(self.decoder(z)).view(-1, 3, 16, 16)

    def logits(self, z):
        return self.decoder(z).view(-1, 3, 16, 16)

    def forward(self, x):
        hidden = self.encoder(x)
        mu, log_var = self.mu(hidden), self.log_var(hidden)
        return self.decode(self.reparameterize(mu, log_var)), mu, log_var


def autoencoder(batch):
    model = Vae().eval()
    with torch.no_grad():
        reconstruction, mu, log_var = model(batch)
        sample = model.decode(torch.randn(4, 8))
        logits = model.logits(torch.randn(4, 8))
    to_pil_image(reconstruction[0])
    to_pil_image(sample[0].cpu())
    to_pil_image(logits[0])  # expect: TPI001
    to_pil_image(logits[0].sigmoid())
    to_pil_image(batch[0])  # expect: TPI101
    to_pil_image(torch.cat([reconstruction, sample])[0])
    to_pil_image(torch.cat([reconstruction, logits])[-1])  # expect: TPI001


@torch.no_grad()
def ddpm_sampling(clip):
    """The denoiser is imported; what the last step leaves is Gaussian."""
    model = Denoiser()
    x = torch.randn(1, 3, 16, 16)
    betas = torch.linspace(1e-4, 0.02, 3)
    alphas = 1 - betas
    bars = alphas.cumprod(0)
    for t in reversed(range(3)):
        noise = model(x)
        x = (x - (1 - alphas[t]) / (1 - bars[t]).sqrt() * noise) / alphas[t].sqrt()
        if t > 0:
            x = x + betas[t].sqrt() * torch.randn_like(x)
        if clip:
            x = x.clamp(-1, 1)
    to_pil_image(x[0])  # expect: TPI
    to_pil_image((x[0] + 1) / 2)  # expect: TPI
    to_pil_image(((x[0] + 1) / 2).clamp(0, 1))
    x = (x.clamp(-1, 1) + 1) / 2
    to_pil_image(x[0])


def ddim_with_the_clamp_at_the_end(n):
    x = torch.randn(1, 3, 16, 16)
    for t in range(n):
        x = scheduler_step(x, t).unsqueeze(0)
    image = (x / 2 + 0.5).clamp(0, 1)
    to_pil_image(image[0])
    image = x.clamp(0, 1) / 2 + 0.5
    to_pil_image(image[0])
    image = x / 2 + 0.5
    to_pil_image(image[0])  # expect: TPI


def forward_diffusion(pil):
    """q(x_t | x_0): noise is added to an image in [-1, 1]."""
    x0 = transforms.ToTensor()(pil) * 2 - 1
    bar = torch.linspace(1, 0, 5)
    for t in range(5):
        xt = bar[t].sqrt() * x0 + (1 - bar[t]).sqrt() * torch.randn_like(x0)
        to_pil_image((xt + 1) / 2)  # expect: TPI0
        to_pil_image(((xt + 1) / 2).clamp(0, 1))
        to_pil_image((xt.clamp(-1, 1) + 1) / 2)
    to_pil_image((x0 + 1) / 2)


def reverse_transform(pil):
    """The tutorial's pipeline back to a picture, with and without the clamp."""
    x = transforms.ToTensor()(pil) * 2 - 1 + 0.3 * torch.randn(3, 16, 16)
    reverse = transforms.Compose(
        [
            transforms.Lambda(lambda t: (t + 1) / 2),
            transforms.Lambda(lambda t: t.permute(1, 2, 0)),
            transforms.Lambda(lambda t: t * 255.0),
            transforms.Lambda(lambda t: t.numpy().astype("uint8")),
            transforms.ToPILImage(),
        ]
    )
    reverse(x)
    reverse = transforms.Compose(
        [
            transforms.Lambda(lambda t: (t + 1) / 2),
            transforms.ToPILImage(),  # expect: TPI0
        ]
    )
    reverse(x)
    reverse = transforms.Compose(
        [
            transforms.Lambda(lambda t: (t + 1) / 2),
            transforms.Lambda(lambda t: t.clamp(0, 1)),
            transforms.ToPILImage(),
        ]
    )
    reverse(x)


def discrete_vae():
    """unmap_pixels of a well-known tokenizer clamps; without it, its output goes beyond."""
    decode = load_decoder
    logit_laplace_eps = 0.1

    def unmap_pixels(x):
        return torch.clamp((x - logit_laplace_eps) / (1 - 2 * logit_laplace_eps), 0, 1)

    def unmap_without_clamp(x):
        return (x - logit_laplace_eps) / (1 - 2 * logit_laplace_eps)

    stats = decode()
    to_pil_image(unmap_pixels(torch.sigmoid(stats)))
    to_pil_image(unmap_without_clamp(torch.sigmoid(stats)))  # expect: TPI


def saved_twice(out):
    """save_image clamps what it saves, not its argument."""
    x = torch.randn(3, 16, 16)
    save_image(x, out)
    to_pil_image(x)  # expect: TPI001
    save_image(x.clamp_(0, 1), out)
    to_pil_image(x)


def interpolated_latents():
    net = DcganGenerator(final=nn.Sigmoid)
    a, b = torch.randn(1, 8, 1, 1), torch.randn(1, 8, 1, 1)
    frames = []
    for i in range(3):
        t = i / 2
        frames.append(net((1 - t) * a + t * b).squeeze(0))
    to_pil_image(frames[0])
    [to_pil_image(frame) for frame in frames]
    strip = torch.cat(frames, dim=-1)
    to_pil_image(strip)
    to_pil_image(F.interpolate(strip.unsqueeze(0), scale_factor=2.0, mode="bicubic")[0])  # expect: TPI003
