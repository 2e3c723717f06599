"""For the tools only, older than the other one."""
GAIN = 2.0


def finish(x):
    return x * GAIN


def halve(x):
    return x.mul(0.5)
