import functools

import torch
from torch import nn

from engine import images
from engine.images import (
    Writer,
    _to_image,
    _to_image_raw,
    as_callback,
    as_callback_raw,
    converted_by,
    converted_by_any,
    dict_to_images,
    from_partial,
    keyword_only,
    list_to_images,
    through,
    through_raw,
    to_image,
    to_picture,
    variadic,
)
from engine.loop import Trainer, log_all


def main():
    torch.manual_seed(0)
    model = nn.Conv2d(3, 3, 3, padding=1)
    trainer = Trainer(model, callbacks=[Writer(), log_all])
    trainer.on("bounded", as_callback)
    trainer.on("raw", as_callback_raw)
    trainer.on("bounded", functools.partial(from_partial, 0.5))
    trainer.fit(torch.rand(2, 1, 3, 8, 8))
    with torch.no_grad():
        out = model(torch.rand(1, 3, 8, 8))[0]
    _to_image(out.clamp(0, 1))
    _to_image_raw(out.clamp(0, 1))
    to_image(torch.sigmoid(out), size=(4, 4))
    to_picture(out.sigmoid())
    through(out.clamp(0, 1))
    through_raw(out.clamp(0, 1))
    list_to_images([out.clamp(0, 1), out.sigmoid()])
    list_to_images(torch.rand(2, 3, 4, 4))
    dict_to_images({"a": out.clamp(0, 1), "b": out})
    keyword_only(background=out, image=out.clamp(0, 1))
    variadic(out.clamp(0, 1), out)
    converted_by(out, torch.sigmoid)
    converted_by_any(out, torch.sigmoid)
    getattr(images, "by_name")(out)


if __name__ == "__main__":
    main()
