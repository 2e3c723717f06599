from torchvision.transforms.functional import gaussian_blur


def sharpen(x, amount=1.0):
    return x + amount * (x - gaussian_blur(x, 3))


def sharpen_clamped(x, amount=1.0):
    return sharpen(x, amount).clamp(0, 1)
