import torch

from ..config import DEFAULT
from ..processor import ImageProcessor
from ..vae import VAE


class BasePipeline:
    def __init__(self, config=DEFAULT):
        self.config = config
        self.vae = VAE(config.scaling)
        self.processor = ImageProcessor()

    def latents(self, size=4):
        return torch.randn(1, 4, size, size)

    def denoise(self, z):
        for _ in range(self.config.steps):
            z = z * 0.9
            if self.config.clip_sample:
                z = z.clamp(-1, 1)
        return z

    @torch.no_grad()
    def __call__(self, *args, output=None, **kwargs):
        z = self.denoise(self.latents(*args, **kwargs))
        return self.processor.postprocess(self.vae.decode(z), output or self.config.output)
