"""VQ-VAE, logit-normalising flow, bits dequantisation."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import transforms

to_pil = transforms.ToPILImage()


class VQ(nn.Module):
    def __init__(self, k=16, d=4):
        super().__init__()
        self.book = nn.Embedding(k, d)
        self.enc = nn.Conv2d(3, d, 4, 4)
        self.dec = nn.Sequential(nn.ConvTranspose2d(d, 8, 4, 4), nn.ReLU(), nn.Conv2d(8, 3, 1))

    def quantise(self, z):
        flat = z.permute(0, 2, 3, 1)
        idx = torch.cdist(flat.flatten(0, 2), self.book.weight).argmin(-1).view(flat.shape[:3])
        return self.book(idx).permute(0, 3, 1, 2), idx

    def forward(self, x):
        q, idx = self.quantise(self.enc(x))
        return self.dec(q), q, idx


class Flow(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_scale = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        x = 0.05 + 0.9 * x
        return torch.logit(x) * torch.exp(self.log_scale)

    def inverse(self, z):
        return (torch.sigmoid(z * torch.exp(-self.log_scale)) - 0.05) / 0.9

    def inverse_wide(self, z):
        return torch.sigmoid(z * torch.exp(-self.log_scale))


def dequantise(x8):
    return (x8.float() + torch.rand_like(x8.float())) / 256


@torch.no_grad()
def main():
    torch.manual_seed(0)
    x8 = torch.randint(0, 256, (1, 3, 16, 16), dtype=torch.uint8)
    x = dequantise(x8)
    to_pil(x[0])  # truth: safe
    to_pil((x * 256).floor().clamp(0, 255).byte()[0])  # truth: safe
    to_pil((x * 256).floor()[0])  # truth: wrong
    recon, q, idx = VQ()(x - 0.5)
    to_pil(recon[0])  # truth: wrong
    to_pil((recon[0] + 0.5).clamp(0, 1))  # truth: safe
    to_pil(recon[0].clamp(-0.5, 0.5) + 0.5)  # truth: safe
    to_pil(recon[0].clamp(-0.5, 0.5))  # truth: wrong
    to_pil(idx.float() / 15)  # truth: safe
    to_pil(idx.float())  # truth: wrong
    to_pil(q[0, :3])  # truth: wrong
    flow = Flow()
    z = flow(x)
    to_pil(z[0])  # truth: wrong
    to_pil(flow.inverse_wide(z)[0])  # truth: safe
    to_pil(flow.inverse(torch.randn(1, 3, 4, 4) * 3)[0])  # truth: wrong
    to_pil(F.normalize(recon, dim=1)[0])  # truth: wrong
    to_pil(F.normalize(recon, dim=1)[0] * 0.5 + 0.5)  # truth: safe


if __name__ == "__main__":
    main()
