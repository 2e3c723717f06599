"""Latent decode as in diffusers pipelines."""
import numpy as np
import torch
from PIL import Image
from torch import nn
from torchvision import transforms


class Decoder(nn.Module):
    scaling_factor = 0.18215

    def __init__(self):
        super().__init__()
        self.up = nn.Sequential(nn.Conv2d(4, 16, 3, padding=1), nn.SiLU(), nn.Upsample(scale_factor=2), nn.Conv2d(16, 3, 3, padding=1))

    def decode(self, latents):
        return self.up(latents / self.scaling_factor)


class VaeImageProcessor:
    def __init__(self, do_normalize=True):
        self.do_normalize = do_normalize
        self.to_pil = transforms.ToPILImage()

    @staticmethod
    def denormalize(images):
        return (images / 2 + 0.5).clamp(0, 1)

    @staticmethod
    def denormalize_legacy(images):
        return images / 2 + 0.5

    def postprocess(self, image, output_type="pil", do_denormalize=None):
        if do_denormalize is None:
            do_denormalize = [self.do_normalize] * image.shape[0]
        image = torch.stack([self.denormalize(image[i]) if do_denormalize[i] else image[i] for i in range(image.shape[0])])
        if output_type == "pt":
            return image
        return [self.to_pil(i) for i in image]  # truth: wrong

    def postprocess_always(self, image):
        image = self.denormalize(image)
        return [self.to_pil(i) for i in image]  # truth: safe

    def postprocess_legacy(self, image):
        return [self.to_pil(self.denormalize_legacy(i)) for i in image]  # truth: wrong


torch.manual_seed(0)
vae, processor = Decoder().eval(), VaeImageProcessor()
latents = torch.randn(2, 4, 8, 8)
with torch.no_grad():
    decoded = vae.decode(latents)
processor.postprocess(decoded)
processor.postprocess(decoded, do_denormalize=[True, False])
processor.postprocess_always(decoded)
processor.postprocess_legacy(decoded)
pt = processor.postprocess(decoded, output_type="pt")
transforms.ToPILImage()(pt[0]).save("pt.png")  # truth: safe
array = pt.cpu().permute(0, 2, 3, 1).float().numpy()
transforms.ToPILImage()(array[0]).save("np.png")  # truth: safe
transforms.ToPILImage()((array * 255).round().astype("uint8")[0]).save("np8.png")  # truth: safe
transforms.ToPILImage()((array * 255).round()[0]).save("np255.png")  # truth: wrong
init = 2.0 * torch.from_numpy(np.array(Image.open("input.png"))).permute(2, 0, 1).float() / 255.0 - 1.0
transforms.ToPILImage()(init).save("init.png")  # truth: wrong
transforms.ToPILImage()(processor.denormalize_legacy(init)).save("init_ok.png")  # truth: safe
