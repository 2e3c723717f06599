import numpy as np
import torch


def to_float(image):
    return np.asarray(image, dtype=np.float32) / 255.0


def to_float255(image):
    return np.asarray(image, dtype=np.float32)


def to_bytes(x):
    return np.clip(np.rint(x * 255), 0, 255).astype(np.uint8)


def to_bytes_wrapping(x):
    return (x * 255).astype(np.uint8)


def hwc_to_chw(x):
    return torch.from_numpy(np.ascontiguousarray(x.transpose(2, 0, 1)))


def clip_inplace(x):
    np.clip(x, 0, 1, out=x)


def clip_lost(x):
    np.clip(x, 0, 1)
    return x
