def unit(x):
    """[-1, 1] to [0, 1], whatever lies outside is cut."""
    return (x.clamp(-1, 1) + 1) / 2


def unit_no_clip(x):
    return (x + 1) / 2


def thresholded(x, q=0.995):
    """Dynamic thresholding, to [-1, 1]."""
    s = x.abs().flatten().quantile(q).clamp(min=1.0)
    return x.clamp(-s, s) / s
