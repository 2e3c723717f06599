import argparse

import torch
from torchvision.transforms.functional import to_pil_image

from unclip import Pipeline, config
from unclip.config import NO_CLIP, RAW, PipelineConfig
from unclip.pipelines.text import SignedPipeline, UnitFromSigned

parser = argparse.ArgumentParser()
parser.add_argument("--prompt", default="a lake")
parser.add_argument("--output", default="unit")
args = parser.parse_args()


def main():
    torch.manual_seed(0)
    to_pil_image(Pipeline()(args.prompt)[0]).save("a.png")  # truth: safe
    to_pil_image(Pipeline(RAW)(args.prompt)[0]).save("b.png")  # truth: wrong
    to_pil_image(Pipeline(NO_CLIP)(args.prompt)[0]).save("c.png")  # truth: safe
    to_pil_image(Pipeline()(args.prompt, output="raw")[0]).save("d.png")  # truth: wrong
    to_pil_image(Pipeline(RAW)(args.prompt, output="unit")[0]).save("e.png")  # truth: safe
    to_pil_image(Pipeline()(args.prompt, output=args.output)[0]).save("f.png")  # truth: open
    to_pil_image(Pipeline(PipelineConfig(output=args.output))("x")[0]).save("g.png")  # truth: open
    to_pil_image(SignedPipeline()(args.prompt)[0]).save("h.png")  # truth: wrong
    to_pil_image(UnitFromSigned()(args.prompt)[0]).save("i.png")  # truth: safe
    to_pil_image(Pipeline(config.RAW)(args.prompt, size=2)[0].sigmoid()).save("j.png")  # truth: safe
    config.DEFAULT.output = "signed"
    to_pil_image(Pipeline()(args.prompt)[0]).save("k.png")  # truth: wrong
    to_pil_image(Pipeline(PipelineConfig())(args.prompt)[0]).save("l.png")  # truth: safe


if __name__ == "__main__":
    main()
