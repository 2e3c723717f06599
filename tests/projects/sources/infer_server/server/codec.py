import io

import torch
from PIL import Image
from torchvision.transforms.functional import normalize, pil_to_tensor, to_pil_image, to_tensor

from .settings import Settings, from_env, raw, settings


def decode(data):
    return to_tensor(Image.open(io.BytesIO(data)).convert("RGB"))


def decode_bytes(data):
    return pil_to_tensor(Image.open(io.BytesIO(data)).convert("RGB"))


def _png(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def encode(x):
    return _png(to_pil_image(x))  # truth: wrong callers


def encode_bounded(x):
    return _png(to_pil_image(x))  # truth: safe callers


def encode_clamped(x):
    return _png(to_pil_image(x.clamp(0, 1)))  # truth: safe


def encode_default(x, options=settings):
    if options.clamp:
        x = x.clamp(0, 1)
    return _png(to_pil_image(x * options.scale))  # truth: safe callers


def encode_with(x, options: Settings):
    if options.clamp:
        x = x.clamp(0, 1)
    return _png(to_pil_image(x * options.scale))  # truth: wrong callers


def encode_env(x):
    if from_env.clamp:
        x = torch.clamp(x, 0, 1)
    return _png(to_pil_image(x))  # truth: open


def encode_raw(x):
    x = x.clamp(0, 1) if raw.clamp else x
    return _png(to_pil_image(x))  # truth: wrong callers


def encode_normalized(x):
    x = normalize(x.clamp(0, 1), settings.mean, settings.std)
    return _png(to_pil_image(x))  # truth: wrong


def encode_denormalized(x):
    mean, std = (torch.tensor(v).view(3, 1, 1) for v in (settings.mean, settings.std))
    x = torch.tanh(x) * std + mean
    return _png(to_pil_image(x))  # truth: safe
