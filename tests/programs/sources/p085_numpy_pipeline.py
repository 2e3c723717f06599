"""scikit/opencv-like numpy processing, converted through torchvision at the end."""
import numpy as np
import torch
from PIL import Image
from torchvision import transforms
from torchvision.transforms.functional import to_pil_image

rng = np.random.default_rng(0)
u8 = np.asarray(Image.open("input.png").convert("RGB"))
f = u8.astype(np.float32) / 255.0
gray = f @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
to_pil = transforms.ToPILImage()

to_pil(u8)  # truth: safe
to_pil(f)  # truth: safe
to_pil(gray)  # truth: safe
to_pil(u8[..., ::-1].copy())  # truth: safe
to_pil(u8 + 60)  # truth: safe
to_pil(f + 60 / 255)  # truth: wrong
to_pil(np.minimum(f + 60 / 255, 1))  # truth: safe
to_pil(np.maximum(f - 60 / 255, 0))  # truth: safe
to_pil(np.abs(f - 0.5))  # truth: safe
to_pil(f - f.mean())  # truth: wrong
to_pil(np.clip(f - f.mean(), 0, None))  # truth: safe
to_pil((f - f.min()) / np.ptp(f))  # truth: safe
to_pil(np.interp(f, [0.2, 0.8], [0.0, 1.0]))  # truth: safe
to_pil((f - 0.2) / 0.6)  # truth: wrong
to_pil(np.where(f > 0.5, 1.0, 0.0))  # truth: safe
to_pil(np.where(f > 0.5, 255.0, 0.0))  # truth: wrong
to_pil(np.where(f > 0.5, 255, 0).astype(np.uint8))  # truth: safe
to_pil(rng.random((8, 8, 3)))  # truth: safe
to_pil(rng.standard_normal((8, 8, 3)))  # truth: wrong
to_pil(rng.uniform(-1, 1, (8, 8, 3)))  # truth: wrong
to_pil(rng.integers(0, 256, (8, 8, 3), dtype=np.uint8))  # truth: safe
to_pil(np.stack([gray] * 3, axis=-1))  # truth: safe
to_pil(np.concatenate([f, 1 - f], axis=1))  # truth: safe
to_pil(np.concatenate([f, -f], axis=1))  # truth: wrong
to_pil(np.pad(f, ((2, 2), (2, 2), (0, 0)), mode="edge"))  # truth: safe
to_pil(np.pad(f, ((2, 2), (2, 2), (0, 0)), constant_values=2))  # truth: wrong
to_pil(f.reshape(24, 2, 32, 2, 3).mean(axis=(1, 3)))  # truth: safe
to_pil(f.reshape(24, 2, 32, 2, 3).sum(axis=(1, 3)))  # truth: wrong
to_pil(np.gradient(gray)[0])  # truth: wrong
to_pil(np.tanh(f))  # truth: safe
to_pil(np.sqrt(f))  # truth: safe
to_pil(np.log(f + 1e-3))  # truth: wrong
to_pil(np.fromfunction(lambda i, j: i / 15, (16, 16)))  # truth: safe
to_pil(np.linspace(0, 1, 64).reshape(8, 8))  # truth: safe
to_pil(np.linspace(0, 255, 64).reshape(8, 8))  # truth: wrong
to_pil(np.linspace(0, 255, 64).reshape(8, 8).astype(np.uint8))  # truth: safe
t = torch.from_numpy(f.transpose(2, 0, 1).copy())
t *= 2
to_pil_image(t)  # truth: wrong
to_pil_image(f)  # truth: safe
g = f.copy()
t = torch.from_numpy(g)
t.mul_(2)
to_pil_image(g)  # truth: wrong
to_pil_image(np.load("depth.npy"))  # truth: open
to_pil_image(np.clip(np.load("depth.npy"), 0, 1))  # truth: safe
