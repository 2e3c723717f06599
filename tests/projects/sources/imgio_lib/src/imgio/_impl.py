from torchvision.transforms.functional import to_pil_image

from ._checks import clipped, ensure_chw


def save(x, path):
    """For everybody."""
    to_pil_image(ensure_chw(x)).save(path)  # truth: open


def save_clamped(x, path):
    to_pil_image(clipped(ensure_chw(x))).save(path)  # truth: safe


def _save_unit(x, path):
    to_pil_image(x).save(path)  # truth: safe callers


def _save_any(x, path):
    to_pil_image(x).save(path)  # truth: open


def _save_rescaled(x, path):
    to_pil_image(x).save(path)  # truth: wrong callers


def _unused(x, path):
    to_pil_image(clipped(x)).save(path)  # truth: safe
