def ensure_chw(x):
    if x.dim() == 4:
        if x.shape[0] != 1:
            raise ValueError("one picture at a time")
        x = x[0]
    return x[None] if x.dim() == 2 else x


def clipped(x):
    return x if not x.is_floating_point() else x.clamp(0, 1)


def checked(x):
    """Raises unless the values are those of a picture."""
    if x.is_floating_point() and (x.min() < 0 or x.max() > 1):
        raise ValueError("not in [0, 1]")
    return x
