from torchvision.transforms.functional import gaussian_blur


def blur(x):
    return gaussian_blur(x, 3)


def unsharp(x):
    return 2 * x - blur(x)
