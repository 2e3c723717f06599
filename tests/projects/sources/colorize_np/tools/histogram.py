import os
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
sys.path.insert(0, ROOT)

import numpy as np
from PIL import Image
from torchvision.transforms import ToPILImage

from core import colors
from core.convert import to_bytes, to_float

to_pil = ToPILImage()


def equalize(x, bins=64):
    counts, edges = np.histogram(x, bins, (0, 1))
    cdf = counts.cumsum() / counts.sum()
    return np.interp(x, edges[1:], cdf).astype(np.float32)


def draw(counts):
    """As picture: one column a bin."""
    return (np.arange(counts.max())[::-1, None] < counts[None]).astype(np.float32)


rgb = to_float(Image.open("style.png").convert("RGB"))
gray = colors.luma(rgb)
to_pil(equalize(gray)).save("a.png")  # truth: safe
to_pil(gray - equalize(gray)).save("b.png")  # truth: wrong
to_pil(np.abs(gray - equalize(gray))).save("c.png")  # truth: safe
to_pil(draw(np.histogram(gray, 16, (0, 1))[0])).save("d.png")  # truth: safe
to_pil(to_bytes(colors.stretch(gray) * 3)).save("e.png")  # truth: safe
to_pil(colors.stretch(gray).astype(np.float32) * 3).save("f.png")  # truth: wrong
