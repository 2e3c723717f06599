import argparse

import torch
from torchvision.transforms.functional import to_pil_image

from . import io, load_picture
from .io import save_bounded, save_output
from .models import MODELS, build_model
from .models.heads import ResidualEDSR, TanhEDSR


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="edsr", choices=sorted(MODELS))
    parser.add_argument("--scale", type=int, default=2)
    args = parser.parse_args(argv)
    torch.manual_seed(0)
    lr = load_picture("input.png")
    with torch.no_grad():
        chosen = build_model(args.model, args.scale)(lr)[0]
        plain = build_model("edsr", args.scale)(lr)[0]
        bounded = build_model("bounded", args.scale)(lr)[0]
        by_key = MODELS["sigmoid"](args.scale)(lr)[0]
        by_key_plain = MODELS["edsr"](args.scale)(lr)[0]
        tanh = TanhEDSR()(lr)[0]
        corrected = ResidualEDSR()(lr)
    to_pil_image(chosen).save("chosen.png")  # truth: open
    to_pil_image(plain).save("plain.png")  # truth: wrong
    to_pil_image(bounded).save("bounded.png")  # truth: safe
    to_pil_image(by_key).save("sigmoid.png")  # truth: safe
    to_pil_image(by_key_plain).save("edsr.png")  # truth: wrong
    to_pil_image(tanh).save("tanh.png")  # truth: wrong
    to_pil_image((tanh + 1) / 2).save("tanh_scaled.png")  # truth: safe
    to_pil_image(corrected[0]).save("corrected.png")  # truth: wrong
    to_pil_image(lr[0]).save("lr.png")  # truth: safe
    save_bounded(corrected, "b.png")
    save_output(corrected, "c.png")
    io._write(bounded, "d.png")
    io._write(corrected[0].sigmoid(), "e.png")
    io._write_as_is(bounded, "f.png")
    io._write_as_is(corrected[0], "g.png")


if __name__ == "__main__":
    main()
