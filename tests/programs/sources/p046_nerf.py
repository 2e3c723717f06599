"""Volume rendering: weights sum to at most one."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image


class Field(nn.Module):
    def __init__(self):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 4))

    def forward(self, p):
        out = self.mlp(p)
        return torch.sigmoid(out[..., :3]), torch.relu(out[..., 3])


def render(field, h=8, w=8, n=6, white_bkgd=False):
    ys, xs = torch.meshgrid(torch.linspace(-1, 1, h), torch.linspace(-1, 1, w), indexing="ij")
    z = torch.linspace(1, 3, n)
    pts = torch.stack([xs[..., None] * z, ys[..., None] * z, z.expand(h, w, n)], -1)
    rgb, sigma = field(pts)
    alpha = 1 - torch.exp(-sigma * 0.4)
    trans = torch.cumprod(torch.cat([torch.ones(h, w, 1), 1 - alpha + 1e-10], -1), -1)[..., :-1]
    weights = alpha * trans
    rgb_map = (weights[..., None] * rgb).sum(-2)
    depth = (weights * z).sum(-1)
    acc = weights.sum(-1)
    if white_bkgd:
        rgb_map = rgb_map + (1 - acc[..., None])
    return rgb_map, depth, acc, alpha


torch.manual_seed(1)
with torch.no_grad():
    rgb_map, depth, acc, alpha = render(Field())
    white, _, _, _ = render(Field(), white_bkgd=True)
to_pil_image(alpha[..., 0]).save("alpha.png")  # truth: safe
to_pil_image(rgb_map.permute(2, 0, 1)).save("rgb.png")  # truth: safe
to_pil_image(rgb_map.permute(2, 0, 1).clamp(0, 1)).save("rgb_c.png")  # truth: safe
to_pil_image(white.permute(2, 0, 1).clip(0.0, 1.0)).save("white.png")  # truth: safe
to_pil_image(depth).save("depth.png")  # truth: wrong
to_pil_image(depth / 3.0).save("depth_n.png")  # truth: safe
to_pil_image((depth - depth.min()) / (depth.max() - depth.min() + 1e-8)).save("depth_mm.png")  # truth: safe
to_pil_image((rgb_map.numpy() * 255).clip(0, 255).astype("uint8")).save("np.png")  # truth: safe
to_pil_image((rgb_map.numpy() * 255).clip(0, 255)).save("np_f.png")  # truth: wrong
