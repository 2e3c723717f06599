"""Private helpers whose callers all clamp, closures, lambdas, generators, decorators."""

import contextlib
import functools
import time

import torch
from torchvision.transforms.functional import to_pil_image


def _save(image, out):
    to_pil_image(image).save(out)


def all_callers_clamp(out):
    _save(torch.randn(3, 16, 16).clamp(0, 1), out)
    _save(torch.rand(3, 16, 16), out)
    _save(torch.sigmoid(torch.randn(3, 16, 16)), out)


def _save_unclamped(image, out):
    to_pil_image(image).save(out)  # expect: TPI001|TPI004


def one_caller_does_not_clamp(out):
    _save_unclamped(torch.randn(3, 16, 16).clamp(0, 1), out)
    _save_unclamped(torch.randn(3, 16, 16), out)


def save_public(image, out):
    to_pil_image(image).save(out)  # expect: TPI101


def all_seen_callers_clamp(out):
    """Others may call a public function."""
    save_public(torch.randn(3, 16, 16).clamp(0, 1), out)


def nested_helper(out):
    def save(image):
        to_pil_image(image).save(out)

    save(torch.randn(3, 16, 16).clamp(0, 1))
    save(torch.rand(3, 16, 16))


def nested_helper_of_which_one_call_does_not_clamp(out):
    def save(image):
        to_pil_image(image).save(out)  # expect: TPI001|TPI004

    save(torch.randn(3, 16, 16).clamp(0, 1))
    save(torch.randn(3, 16, 16))


def _helper_passed_on(image):
    to_pil_image(image)  # expect: TPI


def passes_its_helper_on(images):
    """What `map` calls it with is not clamped."""
    list(map(_helper_passed_on, images))


def closure():
    image = torch.randn(3, 16, 16)

    def show():
        return to_pil_image(image)  # expect: TPI001|TPI004

    show()
    image = image.clamp(0, 1)
    show()


def closure_called_after_the_clamp():
    image = torch.randn(3, 16, 16)

    def show():
        return to_pil_image(image)

    image = image.clamp(0, 1)
    show()


def closure_that_changes_the_variable():
    image = torch.randn(3, 16, 16)

    def clamp():
        nonlocal image
        image = image.clamp(0, 1)

    to_pil_image(image)  # expect: TPI001
    clamp()
    to_pil_image(image)


def closure_that_changes_a_variable_of_its_own():
    image = torch.randn(3, 16, 16)

    def clamp():
        image = torch.rand(3, 16, 16)
        return image

    clamp()
    to_pil_image(image)  # expect: TPI001
    to_pil_image(clamp())


def closure_in_a_closure(flag, clip):
    image = torch.randn(3, 16, 16)

    def outer():
        nonlocal image
        image = image.clamp(0, 1)

        def inner():
            nonlocal image
            image = image * 3

        if flag:
            inner()
        if clip:
            image = image.clamp(0, 1)
        to_pil_image(image)  # expect: TPI0

    outer()
    to_pil_image(image)  # expect: TPI0


def closure_over_a_loop_variable():
    shows = []
    for image in [torch.rand(3, 16, 16), torch.randn(3, 16, 16)]:
        shows.append(lambda: to_pil_image(image))  # expect: TPI0
    for show in shows:
        show()


def _make_clamp(low, high):
    def clamp(t):
        return t.clamp(low, high)

    return clamp


def factory():
    x = torch.randn(3, 16, 16)
    to_pil_image(_make_clamp(0, 1)(x))
    to_pil_image(_make_clamp(-1, 1)(x))  # expect: TPI002
    clamp = _make_clamp(0, 1)
    to_pil_image(clamp(x))


def lambdas():
    x = torch.randn(3, 16, 16)
    to_image = lambda t: t.mul(0.5).add(0.5).clamp(0, 1)
    to_pil_image(to_image(x))
    to_image = lambda t: t.clamp(0, 1).mul(0.5).add(0.75)
    to_pil_image(to_image(x))  # expect: TPI003|TPI001
    to_image = lambda t, scale=1: t.clamp(0, 1) * scale
    to_pil_image(to_image(x))
    to_pil_image(to_image(x, scale=2))  # expect: TPI003|TPI001


def _frames(count):
    for _ in range(count):
        yield torch.rand(3, 16, 16)


def _noisy_frames(count):
    for _ in range(count):
        frame = torch.rand(3, 16, 16)
        yield frame + 0.1 * torch.randn_like(frame)


def _mixed_frames():
    yield torch.rand(3, 16, 16)
    yield torch.randn(3, 16, 16)


def _delegating():
    yield from _frames(2)


def generators():
    for frame in _frames(2):
        to_pil_image(frame)
    for frame in _noisy_frames(2):
        to_pil_image(frame)  # expect: TPI003|TPI001
    for frame in _mixed_frames():
        to_pil_image(frame)  # expect: TPI0
    for frame in _delegating():
        to_pil_image(frame)
    for i, frame in enumerate(_frames(2)):
        to_pil_image(frame)
    to_pil_image(next(_frames(2)))
    to_pil_image(next(_noisy_frames(2)))  # expect: TPI003|TPI001
    [to_pil_image(frame) for frame in list(_frames(2))]
    for frame in (f * 2 for f in _frames(2)):
        to_pil_image(frame)  # expect: TPI0


def generator_that_converts(images):
    for image in images:
        yield to_pil_image(image.clamp(0, 1))
        yield to_pil_image(image)  # expect: TPI101


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        start = time.time()
        result = function(*args, **kwargs)
        print(function.__name__, time.time() - start, file=open("log.txt", "w"))
        return result

    return wrapper


def clamped(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs).clamp(0, 1)

    return wrapper


def doubled(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs) * 2

    return wrapper


@timed
def _decorated():
    return torch.rand(3, 16, 16)


@clamped
def _decorated_with_a_clamp():
    return torch.randn(3, 16, 16)


@doubled
def _decorated_with_a_factor():
    return torch.rand(3, 16, 16)


@torch.no_grad()
def _without_gradients():
    return torch.randn(3, 16, 16).clamp(0, 1)


@torch.inference_mode()
def _in_inference_mode():
    return torch.randn(3, 16, 16)


@functools.lru_cache(maxsize=None)
def _cached():
    return torch.rand(3, 16, 16)


def decorated():
    to_pil_image(_decorated())
    to_pil_image(_decorated_with_a_clamp())
    to_pil_image(_decorated_with_a_factor())  # expect: TPI0
    to_pil_image(_without_gradients())
    to_pil_image(_in_inference_mode())  # expect: TPI001
    to_pil_image(_cached())


@contextlib.contextmanager
def _context():
    yield torch.rand(3, 16, 16)


@contextlib.contextmanager
def _noisy_context():
    yield torch.randn(3, 16, 16)


def context_managers():
    with _context() as image:
        to_pil_image(image)
    with _noisy_context() as image:
        to_pil_image(image)  # expect: TPI
    with torch.no_grad(), torch.autocast("cpu", enabled=False):
        to_pil_image(torch.rand(3, 16, 16))
        to_pil_image(torch.randn(3, 16, 16))  # expect: TPI001


async def asynchronous(image):
    to_pil_image(image)  # expect: TPI101
    to_pil_image(image.clamp(0, 1))
