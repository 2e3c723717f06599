def to_unit(x):
    return x.sub(x.mean()).div(x.std())
