"""Handlers: bytes in, bytes out."""
from pathlib import Path

import torch
from torchvision.transforms.functional import to_pil_image

from . import codec
from .codec import decode, decode_bytes, encode, encode_bounded, encode_default
from .models import get_model
from .settings import raw, settings

HANDLERS = {}


def route(path):
    def add(handler):
        HANDLERS[path] = handler
        return handler

    return add


@route("/restore")
@torch.no_grad()
def restore(data):
    return encode(get_model("restore")(decode(data)[None])[0])


@route("/enhance")
@torch.no_grad()
def enhance(data):
    out = get_model("enhance")(decode(data)[None])[0]
    return encode_bounded(torch.clamp(out, 0, 1))


@route("/gray")
def gray(data):
    return encode_bounded(decode(data).mean(0, keepdim=True).clamp(0, 1))


@route("/bytes")
def same(data):
    return encode_bounded(decode_bytes(data))


@route("/default")
@torch.no_grad()
def default(data):
    out = get_model("restore")(decode(data)[None])[0]
    codec.encode_with(out, settings)
    codec.encode_with(out, raw)
    codec.encode_env(out)
    codec.encode_raw(out)
    codec.encode_normalized(out)
    codec.encode_denormalized(out)
    codec.encode_clamped(out)
    return encode_default(out)


@route("/thumb")
def thumb(data):
    small = torch.nn.functional.avg_pool2d(decode(data), 4)
    to_pil_image(small).save("thumb.png")  # truth: safe
    to_pil_image(small - small.mean()).save("centered.png")  # truth: wrong
    return b""


def main():
    data = Path("input.png").read_bytes()
    for path, handler in HANDLERS.items():
        assert isinstance(handler(data), bytes), path


if __name__ == "__main__":
    main()
