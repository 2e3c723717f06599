from PIL import Image
from torchvision.transforms.functional import to_pil_image, to_tensor


def load_picture(path):
    return to_tensor(Image.open(path).convert("RGB"))[None]


def save_output(output, path):
    """A batch of one, as the networks return it."""
    to_pil_image(output[0]).save(path)  # truth: open


def save_bounded(output, path):
    to_pil_image(output[0].clamp(0, 1)).save(path)  # truth: safe


def _write(picture, path):
    to_pil_image(picture).save(path)  # truth: safe callers


def _write_as_is(picture, path):
    to_pil_image(picture).save(path)  # truth: wrong callers
