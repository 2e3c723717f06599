"""Without __init__.py, as the folder always was."""
import numpy as np
import torch
from torchvision.transforms.functional import to_pil_image


def tensor2im(x, imtype=np.uint8):
    """[-1, 1] to bytes, without a clamp before the cast."""
    array = x[0].detach().cpu().float().numpy()
    return ((np.transpose(array, (1, 2, 0)) + 1) / 2.0 * 255.0).astype(imtype)


def tensor2unit(x):
    return (x[0].detach() + 1) / 2


def save_image(x, path):
    to_pil_image(tensor2unit(x)).save(path)  # truth: safe callers


def save_logits(x, path):
    to_pil_image(tensor2unit(x)).save(path)  # truth: wrong callers


def norm_input(x):
    return x * 2 - 1


def diagnose(net):
    return torch.stack([p.abs().mean() for p in net.parameters()]).mean().view(1, 1, 1).expand(1, 4, 4)
