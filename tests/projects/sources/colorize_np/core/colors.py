"""Colour spaces with numpy; pictures are HWC."""
import numpy as np

WHITE = np.array([0.95047, 1.0, 1.08883], dtype=np.float32)
RGB_FROM_YUV = np.array([[1, 0, 1.13983], [1, -0.39465, -0.5806], [1, 2.03211, 0]], dtype=np.float32)
GRAY = np.array([0.299, 0.587, 0.114], dtype=np.float32)


def luma(rgb):
    return rgb @ GRAY


def yuv_to_rgb(yuv):
    return yuv @ RGB_FROM_YUV.T


def yuv_to_rgb_clipped(yuv):
    return np.clip(yuv_to_rgb(yuv), 0.0, 1.0)


def sepia(rgb):
    m = np.array([[0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131]], dtype=np.float32)
    return rgb @ m.T


def desaturate(rgb, by=1.0):
    gray = luma(rgb)[..., None]
    return rgb + (gray - rgb) * by


def stretch(x):
    low, high = x.min(), x.max()
    return (x - low) / (high - low)


def stretch_to(x, low=0.0, high=1.0):
    return stretch(x) * (high - low) + low
