"""Image helpers shared by several scripts of this folder (a library: no entry point)."""
import torch
from torchvision.transforms.functional import to_pil_image

IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


def tensor_to_pil(tensor):
    """Tensor in [0, 1], CHW or 1CHW."""
    if tensor.dim() == 4:
        tensor = tensor[0]
    return to_pil_image(tensor.cpu())  # truth: open


def tensor_to_pil_clamped(tensor):
    tensor = tensor.squeeze(0).detach().cpu().float().clamp(0, 1)
    return to_pil_image(tensor)  # truth: safe


def tanh_to_pil(tensor):
    """Tensor in [-1, 1]."""
    tensor = (tensor + 1) / 2
    return to_pil_image(tensor)  # truth: open


def logits_to_pil(logits, threshold=0.5):
    return to_pil_image((torch.sigmoid(logits) > threshold).float())  # truth: safe


def save_tensor(tensor, path, clamp=True):
    if clamp:
        tensor = tensor.clamp(0, 1)
    to_pil_image(tensor).save(path)  # truth: open


def denormalize(x, mean=IMAGENET_MEAN, std=IMAGENET_STD):
    mean = torch.as_tensor(mean, device=x.device).view(-1, 1, 1)
    std = torch.as_tensor(std, device=x.device).view(-1, 1, 1)
    return x * std + mean


def denormalize_clamped(x, mean=IMAGENET_MEAN, std=IMAGENET_STD):
    return denormalize(x, mean, std).clamp(0, 1)


def unit(x):
    return (x - x.amin()) / (x.amax() - x.amin()).clamp(min=1e-5)


def to_uint8(x):
    return x.mul(255).round().clamp(0, 255).to(torch.uint8)
