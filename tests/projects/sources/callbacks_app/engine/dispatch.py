"""Private functions that reach their callers in roundabout ways."""
import functools

from torchvision.transforms.functional import to_pil_image


def _mapped(x):
    return to_pil_image(x)  # truth: wrong callers


def _mapped_clamped(x):
    return to_pil_image(x)  # truth: safe callers


def _in_table(x):
    return to_pil_image(x)  # truth: wrong callers


def _in_table_too(x):
    return to_pil_image(x)  # truth: safe callers


TABLE = {"raw": _in_table, "clamped": _in_table_too}


def _aliased(x):
    return to_pil_image(x)  # truth: wrong callers


shown = _aliased


def _partial(size, x):
    return to_pil_image(x).resize((size, size))  # truth: wrong callers


def _partial_clamped(size, x):
    return to_pil_image(x).resize((size, size))  # truth: safe callers


small = functools.partial(_partial, 2)
small_clamped = functools.partial(_partial_clamped, 2)


def _returned(x):
    return to_pil_image(x)  # truth: wrong callers


def make():
    return _returned


def _threaded(x):
    return to_pil_image(x)  # truth: wrong callers


def _submitted(x):
    return to_pil_image(x)  # truth: safe callers


def _unpacked(first, x):
    return to_pil_image(first), to_pil_image(x)  # truth: wrong callers


def _unpacked_clamped(first, x):
    return to_pil_image(first), to_pil_image(x)  # truth: safe callers


def _by_keyword(x=None, y=None):
    return to_pil_image(x)  # truth: wrong callers


def _by_keyword_other(x=None, y=None):
    return to_pil_image(x)  # truth: safe callers


def doubled(function):
    @functools.wraps(function)
    def wrapper(x):
        return function(x * 2)

    return wrapper


def halved(function):
    @functools.wraps(function)
    def wrapper(x):
        return function(x / 2)

    return wrapper


@doubled
def _decorated(x):
    return to_pil_image(x)  # truth: wrong callers


@halved
def _decorated_half(x):
    return to_pil_image(x)  # truth: safe callers


def _hooked(module, inputs, output):
    to_pil_image(output[0])  # truth: wrong callers


def _hooked_sigmoid(module, inputs, output):
    to_pil_image(output[0])  # truth: safe callers


def _recursive(x, depth):
    if depth == 0:
        return to_pil_image(x)  # truth: wrong callers
    return _recursive(x * 1.5, depth - 1)


def _recursive_shrinking(x, depth):
    if depth == 0:
        return to_pil_image(x)  # truth: safe callers
    return _recursive_shrinking(x * 0.5, depth - 1)


class _Base:
    def handle(self, x):
        return to_pil_image(self.before(x))  # truth: wrong callers

    def before(self, x):
        return x.clamp(0, 1)


class _Final:
    def handle(self, x):
        return to_pil_image(self.before(x))  # truth: safe

    def before(self, x):
        return x.clamp(0, 1)


class _Field:
    """What it shows is put into it by others."""

    def __init__(self):
        self.x = None
        self.y = None

    def show(self):
        return to_pil_image(self.x)  # truth: wrong callers

    def show_other(self):
        return to_pil_image(self.y)  # truth: safe callers
