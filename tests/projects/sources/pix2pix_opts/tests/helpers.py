from torchvision.transforms.functional import to_pil_image


def assert_same_size(x, y):
    assert to_pil_image(x).size == to_pil_image(y.clamp(0, 1)).size  # truth: safe callers


def assert_convertible(x):
    assert to_pil_image(x).size == (8, 8)  # truth: wrong callers
