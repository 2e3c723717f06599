"""Train a VAE for two steps, show reconstructions."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset
from torchvision.transforms.functional import to_pil_image


class VAE(nn.Module):
    def __init__(self, z=8):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.mu = nn.Linear(64, z)
        self.logvar = nn.Linear(64, z)
        self.fc3 = nn.Linear(z, 64)
        self.fc4 = nn.Linear(64, 784)

    def encode(self, x):
        h = F.relu(self.fc1(x))
        return self.mu(h), self.logvar(h)

    def reparameterize(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        return mu + torch.randn_like(std) * std

    def decode_logits(self, z):
        return self.fc4(F.relu(self.fc3(z)))

    def decode(self, z):
        return torch.sigmoid(self.decode_logits(z))

    def forward(self, x):
        mu, logvar = self.encode(x.view(-1, 784))
        z = self.reparameterize(mu, logvar)
        return self.decode(z), mu, logvar


def loss_function(recon_x, x, mu, logvar):
    bce = F.binary_cross_entropy(recon_x, x.view(-1, 784), reduction="sum")
    return bce - 0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())


torch.manual_seed(0)
loader = DataLoader(TensorDataset(torch.rand(16, 1, 28, 28)), batch_size=8)
model = VAE()
opt = torch.optim.Adam(model.parameters(), lr=1e-3)
for epoch in range(1):
    for (data,) in loader:
        opt.zero_grad()
        recon, mu, logvar = model(data)
        loss_function(recon.nan_to_num().clamp(0, 1), data, mu, logvar).backward()
        opt.step()
        n = min(data.size(0), 4)
        comparison = torch.cat([data[:n], recon.view(8, 1, 28, 28)[:n]])
        for k, pic in enumerate(comparison):
            to_pil_image(pic.detach()).save(f"{epoch}_{k}.png")  # truth: safe
with torch.no_grad():
    z = torch.randn(4, 8)
    logits = model.decode_logits(z).view(4, 1, 28, 28)
    probs = model.decode(z).view(4, 1, 28, 28)
    to_pil_image(logits[0]).save("logits.png")  # truth: wrong
    to_pil_image(probs[0]).save("probs.png")  # truth: safe
    to_pil_image(logits[0].sigmoid()).save("logits_sig.png")  # truth: safe
    to_pil_image(z.view(4, 1, 2, 4)[0]).save("latent.png")  # truth: wrong
    to_pil_image((probs[0] > 0.5).float()).save("hard.png")  # truth: safe
