import argparse

import torch
import vidtools.effects.color
import vidtools.motion as motion
from torchvision.transforms.functional import to_pil_image
from vidtools.effects import EFFECTS
from vidtools.frames import read_unit

parser = argparse.ArgumentParser()
parser.add_argument("--effect", choices=list(EFFECTS), default="grade")
parser.add_argument("--every", type=int, default=2)
args = parser.parse_args()

frames = list(read_unit("frames"))
to_pil_image(motion.average(frames)).save("average.png")  # truth: safe
to_pil_image(motion.accumulate(frames)).save("sum.png")  # truth: wrong
to_pil_image(motion.accumulate(frames) / len(frames)).save("sum_average.png")  # truth: safe
to_pil_image(EFFECTS[args.effect](frames[0])).save("effect.png")  # truth: open
for frame in frames[:: args.every]:
    to_pil_image(vidtools.effects.color.grade(frame)).save("graded.png")  # truth: safe
    to_pil_image(vidtools.effects.color.glow(frame)).save("glow.png")  # truth: wrong
    to_pil_image(motion.blend(frames[0], frame, torch.tensor(1.5))).save("overshoot.png")  # truth: wrong
    to_pil_image(motion.blend(frames[0], frame, torch.tensor(0.25))).save("blend.png")  # truth: safe
