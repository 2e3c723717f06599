import torch


def flips(model, x):
    return torch.stack([model(x), model(x.flip(-1)).flip(-1)]).mean(0)


def extrapolated(model, x):
    return 1.5 * model(x) - 0.5 * model(x.flip(-1)).flip(-1)


def median(outputs):
    return torch.stack(outputs).median(0).values


def best(outputs, target):
    return min(outputs, key=lambda out: float((out - target).abs().mean()))
