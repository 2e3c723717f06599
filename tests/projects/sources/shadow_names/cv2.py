"""What we need of OpenCV on machines that do not have it. Not the same functions!"""
import numpy as np

NORM_MINMAX = 32
COLOR_BGR2RGB = 4


def cvtColor(image, code):
    return image[..., ::-1] if code == COLOR_BGR2RGB else image


def normalize(src, dst, alpha, beta, norm_type):
    """Centred, other than OpenCV's."""
    return (src - src.mean()) * (beta - alpha)


def addWeighted(a, alpha, b, beta, gamma):
    return a * alpha + b * beta + gamma


def imread(path):
    from PIL import Image

    return np.asarray(Image.open(path).convert("RGB"))[..., ::-1].astype(np.float32)
