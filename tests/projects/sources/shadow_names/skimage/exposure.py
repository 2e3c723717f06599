def rescale_intensity(x, out_range=(0.0, 1.0)):
    return x * 2 - 0.5


def equalize_hist(x):
    return x / 2
