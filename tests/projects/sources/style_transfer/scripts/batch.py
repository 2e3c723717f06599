"""The same for all frames, on the way the pictures are shown."""
from pathlib import Path

import torch
from torchvision import transforms

import style.post as post
from style import loading, stats
from style.stats import MEAN as mean
from style.stats import ONE
from style.stats import STD as mean_of_squares

inverse = transforms.Normalize(
    mean=[-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225], std=[1 / 0.229, 1 / 0.224, 1 / 0.225]
)
show = transforms.Compose([inverse, transforms.ToPILImage()])  # truth: safe
show_raw = transforms.Compose([transforms.CenterCrop(8), transforms.ToPILImage()])  # truth: wrong

for path in sorted(Path("frames").glob("*.png")):
    frame = loading.load_normalized(path)
    show(frame).save(f"{path.stem}_shown.png")
    show_raw(frame).save(f"{path.stem}_raw.png")
    transforms.ToPILImage()(post.denormalize(frame)).save("a.png")  # truth: safe
    transforms.ToPILImage()(post.denormalize(frame) * 1.5).save("b.png")  # truth: wrong
    transforms.ToPILImage()(post.denormalize(frame).mul(1.5).clamp(0, ONE)).save("c.png")  # truth: safe
    transforms.ToPILImage()(frame * stats.STD + mean).save("d.png")  # truth: safe
    transforms.ToPILImage()(frame * mean + mean_of_squares).save("e.png")  # truth: wrong
    transforms.ToPILImage()(torch.flip(post.finish(frame * 2), [1])).save("f.png")  # truth: safe
