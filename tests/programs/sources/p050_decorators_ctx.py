"""Decorators, context managers, globals and nonlocal."""
import contextlib
import functools
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image

current = torch.rand(3, 4, 4)


def clamped(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs).clamp(0, 1)
    return wrapper


def logged(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        print(fn.__name__)
        return fn(*args, **kwargs)
    return wrapper


@clamped
def render_clamped(net, x):
    return net(x)[0]


@logged
def render_logged(net, x):
    return net(x)[0]


@torch.no_grad()
@functools.lru_cache(maxsize=4)
def cached_noise(n):
    return torch.rand(3, n, n)


@contextlib.contextmanager
def evaluating(net):
    was = net.training
    net.eval()
    try:
        with torch.no_grad():
            yield net
    finally:
        net.train(was)


def set_current(t):
    global current
    current = t


def running():
    best = torch.zeros(3, 4, 4)

    def update(x):
        nonlocal best
        best = torch.maximum(best, x)
        return best
    return update


torch.manual_seed(0)
net = nn.Conv2d(3, 3, 1)
x = torch.rand(1, 3, 4, 4)
to_pil_image(current)  # truth: safe
with evaluating(net) as model:
    to_pil_image(render_clamped(model, x))  # truth: safe
    to_pil_image(render_logged(model, x))  # truth: wrong
    set_current(model(x)[0])
to_pil_image(current)  # truth: wrong
set_current(x[0])
to_pil_image(current)  # truth: safe
to_pil_image(cached_noise(4))  # truth: safe
update = running()
update(x[0])
to_pil_image(update(x[0] ** 2))  # truth: safe
to_pil_image(update(x[0] * 2))  # truth: wrong
with torch.no_grad(), contextlib.suppress(RuntimeError):
    y = net(x)[0]
    y = y.view(1, 2, 3)
    y = y.clamp(0, 1)
to_pil_image(y)  # truth: wrong
