"""util.py and its tests, in the manner of pytorch-CycleGAN-and-pix2pix."""
import numpy as np
import torch
from PIL import Image
from torchvision.transforms.functional import to_pil_image


def tensor2im(input_image, imtype=np.uint8):
    if not isinstance(input_image, np.ndarray):
        if isinstance(input_image, torch.Tensor):
            image_tensor = input_image.data
        else:
            return input_image
        image_numpy = image_tensor[0].cpu().float().numpy()
        if image_numpy.shape[0] == 1:
            image_numpy = np.tile(image_numpy, (3, 1, 1))
        image_numpy = (np.transpose(image_numpy, (1, 2, 0)) + 1) / 2.0 * 255.0
    else:
        image_numpy = input_image
    return image_numpy.astype(imtype)


def tensor2pil(t):
    return to_pil_image((t[0].cpu().float() + 1) / 2)  # truth: open


def tensor2pil_tanh(t):
    return to_pil_image((torch.tanh(t[0].cpu().float()) + 1) / 2)  # truth: safe


def tensor2pil_clip(t):
    t = (t[0].cpu().float() + 1) / 2
    t = t.numpy().transpose(1, 2, 0).clip(0, 1)
    return to_pil_image(t)  # truth: safe


def diagnose(t):
    t = t - t.mean()
    return to_pil_image(t)  # truth: wrong


def save_image(image_numpy, path, aspect_ratio=1.0):
    h, w, _ = image_numpy.shape
    pil = to_pil_image(image_numpy)  # truth: open
    if aspect_ratio > 1.0:
        pil = pil.resize((h, int(w * aspect_ratio)), Image.BICUBIC)
    pil.save(path)


def test_tensor2im(tmp_path):
    fake = torch.tanh(torch.randn(1, 3, 8, 8))
    im = tensor2im(fake)
    assert im.dtype == np.uint8
    save_image(im, tmp_path / "a.png", 1.5)
    assert to_pil_image(im).size == (8, 8)  # truth: safe
    assert tensor2pil(fake).size == tensor2pil_clip(fake).size
    tensor2pil_tanh(torch.randn(1, 3, 8, 8))
    diagnose(fake[0])
    to_pil_image(fake[0])  # truth: wrong
