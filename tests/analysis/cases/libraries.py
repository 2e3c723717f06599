# not executed: needs libraries that are not installed everywhere
"""Images that come from, or go through, other libraries than torch and torchvision."""

from math import pi

import albumentations as A
import av
import decord
import imageio
import kornia
import kornia.augmentation as K
import numpy as np
import torch
from albumentations.pytorch import ToTensorV2
from diffusers import AutoencoderKL, StableDiffusionPipeline
from diffusers.image_processor import VaeImageProcessor
from einops import rearrange, reduce
from einops.layers.torch import Rearrange
from kornia.filters import gaussian_blur2d
from moviepy.editor import VideoFileClip
from PIL import Image
from timm.data import IMAGENET_DEFAULT_MEAN, IMAGENET_DEFAULT_STD
from torch import nn
from torchcodec.decoders import VideoDecoder
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image, to_tensor

# diffusers

vae = AutoencoderKL.from_pretrained("some/model", subfolder="vae").to("cuda")
pipe = StableDiffusionPipeline.from_pretrained("some/model")


def decoded(latents):
    to_pil_image(vae.decode(latents / 0.18215).sample[0])  # expect: TPI001
    image = vae.decode(latents / vae.config.scaling_factor, return_dict=False)[0]
    to_pil_image((image / 2 + 0.5)[0])  # expect: TPI001
    to_pil_image((image / 2 + 0.5).clamp(0, 1)[0])


def postprocessed(latents):
    image = pipe.vae.decode(latents).sample
    to_pil_image(image[0])  # expect: TPI001
    to_pil_image(pipe.image_processor.postprocess(image, output_type="pt")[0])
    to_pil_image(pipe.image_processor.postprocess(image, output_type="latent")[0])  # expect: TPI001


def generated(prompt):
    to_pil_image(pipe(prompt, output_type="pt").images[0])
    to_pil_image(pipe(prompt, output_type="latent").images[0])  # expect: TPI101
    to_pil_image(to_tensor(pipe(prompt).images[0]) * 2)  # expect: TPI003


class Editing:
    def __init__(self):
        self.processor = VaeImageProcessor(vae_scale_factor=8)
        self.mask_processor = VaeImageProcessor(do_normalize=False, do_binarize=True)

    def inputs(self, path):
        image = Image.open(path)
        x = self.processor.preprocess(image)
        to_pil_image(x[0])  # expect: TPI002
        to_pil_image(self.processor.denormalize(x)[0])
        to_pil_image(self.mask_processor.preprocess(image)[0])


# kornia


def blurred(pil):
    x = to_tensor(pil)[None]
    to_pil_image(gaussian_blur2d(x, (3, 3), (1.0, 1.0))[0])
    to_pil_image(kornia.filters.unsharp_mask(x, (3, 3), (1.0, 1.0))[0])  # expect: TPI003


def coloured(pil):
    x = to_tensor(pil)[None]
    to_pil_image(kornia.color.rgb_to_grayscale(x)[0])
    to_pil_image(kornia.color.rgb_to_lab(x)[0])  # expect: TPI0
    to_pil_image(kornia.color.lab_to_rgb(kornia.color.rgb_to_lab(x))[0])
    to_pil_image(kornia.color.yuv_to_rgb(x)[0])  # expect: TPI101
    to_pil_image(kornia.enhance.adjust_brightness(x, 0.3)[0])
    to_pil_image(kornia.enhance.adjust_brightness(x, 0.3, clip_output=False)[0])  # expect: TPI003


def moved(pil, angle):
    x = to_tensor(pil)[None]
    to_pil_image(kornia.geometry.rotate(x, angle)[0])
    to_pil_image(kornia.geometry.transform.resize(x, (64, 64))[0])
    to_pil_image(kornia.geometry.transform.resize(x, (64, 64), interpolation="bicubic")[0])  # expect: TPI003


def normalized(pil):
    mean, std = torch.tensor([0.4, 0.5, 0.6]), torch.tensor([0.2, 0.3, 0.2])
    x = kornia.enhance.normalize(to_tensor(pil)[None], mean, std)
    to_pil_image(x[0])  # expect: TPI0
    to_pil_image(kornia.enhance.denormalize(x, mean, std)[0])


def augmented(pil):
    x = to_tensor(pil)[None]
    steps = nn.Sequential(K.ColorJiggle(0.1, 0.1), K.RandomAffine(30.0), K.RandomGaussianBlur((3, 3), (0.1, 2.0)))
    to_pil_image(steps(x)[0])
    noisy = K.AugmentationSequential(K.RandomHorizontalFlip(), K.RandomGaussianNoise(), data_keys=["input"])
    to_pil_image(noisy(x)[0])  # expect: TPI0


# albumentations

to_bytes = A.Compose([A.Resize(64, 64), A.RandomBrightnessContrast(p=0.2), ToTensorV2()])
to_standard = A.Compose([A.HorizontalFlip(), A.Normalize(mean=(0.4, 0.5, 0.6), std=(0.2, 0.3, 0.2)), ToTensorV2()])


def transformed(path):
    image = np.array(Image.open(path).convert("RGB"))
    to_pil_image(to_bytes(image=image)["image"])
    x = to_standard(image=image)["image"]
    to_pil_image(x)  # expect: TPI0
    to_pil_image(x * torch.tensor([0.2, 0.3, 0.2]).view(3, 1, 1) + torch.tensor([0.4, 0.5, 0.6]).view(3, 1, 1))
    to_pil_image(to_bytes(image=image, mask=image)["mask"])  # expect: TPI101


def transformed_anything(image):
    to_pil_image(to_bytes(image=image)["image"])  # expect: TPI101
    to_pil_image(to_standard(image=image)["image"])  # expect: TPI0


# einops


def arranged(pil):
    x = to_tensor(pil)
    to_pil_image(rearrange(x, "c h w -> h w c").numpy())
    to_pil_image(rearrange([x, x], "b c h w -> c h (b w)"))
    to_pil_image(Rearrange("c (h k) w -> c h (k w)", k=2)(x))
    to_pil_image(reduce(x, "c (h 2) (w 2) -> c h w", "mean"))
    to_pil_image(reduce(x, "c (h 2) (w 2) -> c h w", "sum"))  # expect: TPI101


def arranged_copy(x):
    rearrange(x, "c h w -> c (w h)").clamp_(0, 1)
    to_pil_image(x)  # expect: TPI101


# Video


def frames(path):
    reader = decord.VideoReader(path)
    to_pil_image(reader[0].asnumpy())
    to_pil_image(torch.from_numpy(reader.get_batch([0]).asnumpy()).permute(0, 3, 1, 2)[0])
    to_pil_image(torch.from_numpy(reader[0].asnumpy()).float())  # expect: TPI002
    to_pil_image(VideoDecoder(path)[0])
    to_pil_image(VideoDecoder(path).get_frames_at([0, 1]).data[0])
    to_pil_image(VideoFileClip(path).get_frame(0))
    to_pil_image(imageio.get_reader(path).get_data(0))
    for frame in imageio.get_reader(path):
        to_pil_image(frame)
    for frame in av.open(path).decode(video=0):
        to_pil_image(frame.to_ndarray(format="rgb24"))


# Constants


def standardized(pil):
    x = transforms.Normalize(IMAGENET_DEFAULT_MEAN, IMAGENET_DEFAULT_STD)(to_tensor(pil))
    to_pil_image(x)  # expect: TPI002
    mean = torch.tensor(IMAGENET_DEFAULT_MEAN).view(3, 1, 1)
    std = torch.tensor(IMAGENET_DEFAULT_STD).view(3, 1, 1)
    to_pil_image(x * std + mean)


def turned(pil):
    to_pil_image(to_tensor(pil) * (pi / 4))
    to_pil_image(to_tensor(pil) * pi)  # expect: TPI0
