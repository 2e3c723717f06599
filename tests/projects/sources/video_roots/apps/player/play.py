import torch
from torchvision.transforms import ToPILImage
from vidtools.effects import EFFECTS, grade, sharpen, sharpen_clamped
from vidtools.effects import color
from vidtools.frames import read_float, read_frames, read_unit
from vidtools.motion import absolute_difference, blend, difference

to_pil = ToPILImage()


def main():
    previous = None
    for frame in read_unit("frames"):
        to_pil(frame).save("frame.png")  # truth: safe
        to_pil(grade(frame)).save("graded.png")  # truth: safe
        to_pil(color.grade_unclamped(frame)).save("graded_raw.png")  # truth: wrong
        to_pil(color.vignette(frame)).save("vignette.png")  # truth: safe
        to_pil(color.glow(frame)).save("glow.png")  # truth: wrong
        to_pil(sharpen(frame)).save("sharp.png")  # truth: wrong
        to_pil(sharpen_clamped(frame)).save("sharp_clamped.png")  # truth: safe
        to_pil(EFFECTS["grade"](frame)).save("effect.png")  # truth: safe
        to_pil(EFFECTS["sharpen"](frame)).save("effect_sharp.png")  # truth: wrong
        if previous is not None:
            to_pil(blend(previous, frame, 0.5)).save("blend.png")  # truth: safe
            to_pil(difference(previous, frame)).save("difference.png")  # truth: wrong
            to_pil(absolute_difference(previous, frame)).save("motion.png")  # truth: safe
        previous = frame
    for frame in read_float("frames"):
        to_pil(frame).save("float.png")  # truth: wrong
    for frame in read_frames("frames"):
        to_pil(frame).save("bytes.png")  # truth: safe
        to_pil(frame[:, ::2, ::2].to(torch.float32) / 255).save("half.png")  # truth: safe


if __name__ == "__main__":
    main()
