import torch

from ..processor import binarize, mask_blend
from .base import BasePipeline


class Img2ImgPipeline(BasePipeline):
    def latents(self, image):
        return self.vae.encode(self.processor.preprocess(image))

    def inpaint(self, image, mask):
        return mask_blend(image, self(image), binarize(mask))

    def inpaint_raw(self, image, mask):
        return mask_blend(image, self(image, output="raw"), binarize(mask))

    def inpaint_soft(self, image, mask, strength=1.0):
        return torch.lerp(image, self(image), mask * strength)
