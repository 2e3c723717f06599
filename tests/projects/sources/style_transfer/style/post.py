"""From what the network works on to a picture."""
from style.stats import CAFFE_MEAN, MEAN, STD


def denormalize(x):
    return x * STD + MEAN


def finish(x):
    return denormalize(x).clamp(0, 1)


def caffe_to_unit(x):
    return ((x + CAFFE_MEAN) / 255).flip(0)


def finish_caffe(x):
    return caffe_to_unit(x).clamp(min=0, max=1)


def half_finish(x):
    return denormalize(x).clamp(min=0)
