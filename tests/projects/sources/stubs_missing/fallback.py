def filtered(x):
    return x / 2
