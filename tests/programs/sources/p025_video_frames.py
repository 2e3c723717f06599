"""Decode, interpolate and export frames."""
from pathlib import Path
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torchvision.transforms.functional import to_pil_image


def read_frames(folder):
    frames = [np.array(Image.open(p)) for p in sorted(Path(folder).glob("*.png"))]
    return torch.from_numpy(np.stack(frames)).permute(0, 3, 1, 2)


def frame_iter(video):
    for frame in video:
        yield frame.float() / 255.0


def raw_iter(video):
    for frame in video:
        yield frame.float()


def temporal_diff(video):
    previous = None
    for frame in frame_iter(video):
        if previous is not None:
            yield frame - previous
        previous = frame


video = read_frames("frames")
for i, frame in enumerate(video):
    to_pil_image(frame).save(f"u{i}.png")  # truth: safe
for i, frame in enumerate(frame_iter(video)):
    to_pil_image(frame).save(f"f{i}.png")  # truth: safe
for i, frame in enumerate(raw_iter(video)):
    to_pil_image(frame).save(f"r{i}.png")  # truth: wrong
for i, frame in enumerate(temporal_diff(video)):
    to_pil_image(frame).save(f"d{i}.png")  # truth: wrong
    to_pil_image(frame.abs()).save(f"da{i}.png")  # truth: safe
    to_pil_image(frame / 2 + 0.5).save(f"dh{i}.png")  # truth: safe
clip = video.float() / 255
middle = (clip[:-1] + clip[1:]) / 2
to_pil_image(middle[0]).save("mid.png")  # truth: safe
slow = F.interpolate(clip.permute(1, 0, 2, 3)[None], scale_factor=(2, 1, 1), mode="trilinear")[0].permute(1, 0, 2, 3)
to_pil_image(slow[1]).save("slow.png")  # truth: safe
extrapolated = 2 * clip[-1] - clip[-2]
to_pil_image(extrapolated).save("next.png")  # truth: wrong
gif = [to_pil_image(f) for f in clip]  # truth: safe
gif[0].save("clip.gif", save_all=True, append_images=gif[1:])
