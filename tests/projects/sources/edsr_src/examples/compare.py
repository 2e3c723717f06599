"""Bicubic against the networks."""
import edsr
import edsr.models
import torch
from edsr.models.heads import BoundedEDSR
from torch.nn.functional import interpolate
from torchvision import transforms

to_pil = transforms.ToPILImage()
torch.manual_seed(1)
lr = edsr.load_picture("input.png")
bicubic = interpolate(lr, scale_factor=2, mode="bicubic")
with torch.no_grad():
    first = edsr.EDSR(2)(lr)
    second = edsr.Bounded(2)(lr)
    third = edsr.models.SigmoidEDSR(2)(lr)
    fourth = edsr.build_model("tanh")(lr)
assert edsr.Bounded is BoundedEDSR
to_pil(bicubic[0]).save("bicubic.png")  # truth: wrong
to_pil(first[0]).save("1.png")  # truth: wrong
to_pil(second[0]).save("2.png")  # truth: safe
to_pil(third[0]).save("3.png")  # truth: safe
to_pil(fourth[0]).save("4.png")  # truth: wrong
to_pil((second + third)[0] / 2).save("5.png")  # truth: safe
to_pil((second + third)[0]).save("6.png")  # truth: wrong
