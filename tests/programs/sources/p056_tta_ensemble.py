"""Test-time augmentation and ensembles."""
import itertools
import torch
from torch import nn
from torchvision.transforms import functional as TF


class Seg(nn.Module):
    def __init__(self, act=True):
        super().__init__()
        self.conv = nn.Conv2d(3, 1, 3, padding=1)
        self.act = act

    def forward(self, x):
        x = self.conv(x)
        if self.act:
            x = torch.sigmoid(x)
        return x


def tta(model, x):
    preds = []
    for flip_h, flip_v in itertools.product([False, True], repeat=2):
        dims = [d for d, f in ((2, flip_v), (3, flip_h)) if f]
        y = model(torch.flip(x, dims) if dims else x)
        preds.append(torch.flip(y, dims) if dims else y)
    return torch.stack(preds)


def ensemble(models, x):
    out = 0
    for m in models:
        out = out + m(x)
    return out / len(models)


def ensemble_bug(models, x):
    out = 0
    for m in models:
        out = out + m(x)
    return out


def vote(models, x):
    return (torch.stack([(m(x) > 0.5).float() for m in models]).sum(0) >= 2).float()


@torch.no_grad()
def main():
    torch.manual_seed(0)
    x = torch.rand(1, 3, 8, 8)
    models = [Seg() for _ in range(3)]
    TF.to_pil_image(tta(models[0], x).mean(0)[0]).save("tta.png")  # truth: safe
    TF.to_pil_image(tta(Seg(act=False), x).mean(0)[0]).save("tta_raw.png")  # truth: wrong
    TF.to_pil_image(tta(models[0], x).sum(0)[0]).save("tta_sum.png")  # truth: wrong
    TF.to_pil_image(ensemble(models, x)[0]).save("ens.png")  # truth: safe
    TF.to_pil_image(ensemble_bug(models, x)[0]).save("ens_bug.png")  # truth: wrong
    TF.to_pil_image(vote(models, x)[0]).save("vote.png")  # truth: safe
    TF.to_pil_image(tta(models[0], x).amax(0)[0]).save("max.png")  # truth: safe
    TF.to_pil_image(tta(models[0], x).var(0)[0]).save("var.png")  # truth: safe
    TF.to_pil_image(Seg(False)(x)[0]).save("noact.png")  # truth: wrong
    TF.to_pil_image(Seg(True)(x)[0]).save("act.png")  # truth: safe
    TF.to_pil_image(torch.prod(torch.stack([m(x) for m in models]), 0)[0]).save("prod.png")  # truth: safe


if __name__ == "__main__":
    main()
