"""v2 pipelines with tv_tensors."""
import torch
from PIL import Image
from torchvision import tv_tensors
from torchvision.transforms import v2

torch.manual_seed(0)
pil = Image.open("input.png").convert("RGB")

to_float = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])
to_float_unscaled = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32)])
x = to_float(pil)
y = to_float_unscaled(pil)
v2.functional.to_pil_image(x).save("x.png")  # truth: safe
v2.functional.to_pil_image(y).save("y.png")  # truth: wrong
v2.functional.to_pil_image(y / 255).save("y255.png")  # truth: safe
v2.functional.to_pil_image(y.to(torch.uint8)).save("yb.png")  # truth: safe
pipeline = v2.Compose([
    v2.ToImage(),
    v2.ToDtype(torch.float32, scale=True),
    v2.RandomResizedCrop((80, 80), antialias=True),
    v2.ColorJitter(brightness=0.4),
    v2.ToPILImage(),  # truth: safe
])
pipeline_cubic = v2.Compose([
    v2.ToImage(),
    v2.ToDtype(torch.float32, scale=True),
    v2.RandomResizedCrop((80, 80), interpolation=v2.InterpolationMode.BICUBIC),
    v2.ToPILImage(),  # truth: wrong
])
pipeline_cubic_u8 = v2.Compose([
    v2.ToImage(),
    v2.RandomResizedCrop((80, 80), interpolation=v2.InterpolationMode.BICUBIC),
    v2.ToPILImage(),  # truth: safe
])
noise = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, True), v2.GaussianNoise(), v2.ToPILImage()])  # truth: safe
noise_free = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, True), v2.GaussianNoise(clip=False), v2.ToPILImage()])  # truth: wrong
normal = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, True), v2.Normalize([0.5] * 3, [0.5] * 3), v2.ToPILImage()])  # truth: wrong
for tf in (pipeline, pipeline_cubic, pipeline_cubic_u8, noise, noise_free, normal):
    tf(pil)
mask = tv_tensors.Mask((x.mean(0) > 0.5).to(torch.uint8))
v2.functional.to_pil_image(mask[None] * 255).save("m.png")  # truth: safe
