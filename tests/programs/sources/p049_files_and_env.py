"""Values that come from files, the environment or the command line."""
import os
import pickle
from pathlib import Path
import numpy as np
import torch
from torchvision.io import read_image
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import convert_image_dtype

to_pil = ToPILImage()
tensor = torch.load("input.pt")
to_pil(tensor).save("0.png")  # truth: open
to_pil(tensor.clamp(0, 1)).save("1.png")  # truth: safe
sample = torch.load("sample.pt", weights_only=False)
to_pil(sample["image"]).save("2.png")  # truth: open
to_pil(torch.sigmoid(sample["image"])).save("3.png")  # truth: safe
npz = np.load("results.npz")
for image in npz["images"]:
    to_pil(image).save("4.png")  # truth: open
    to_pil((np.clip(image, 0, 1) * 255).astype(np.uint8)).save("5.png")  # truth: safe
    image = (image - image.min()) / (image.max() - image.min())
    to_pil(image).save("6.png")  # truth: safe
picture = read_image("input.png")
to_pil(picture).save("7.png")  # truth: safe
to_pil(picture / 255).save("8.png")  # truth: safe
to_pil(picture.float()).save("9.png")  # truth: wrong
to_pil(convert_image_dtype(picture, torch.float32)).save("10.png")  # truth: safe
gain = float(os.environ.get("GAIN_OF_CAMERA", "1"))
to_pil(picture / 255 * gain).save("11.png")  # truth: open
to_pil(picture / 255 * min(gain, 1.0)).save("12.png")  # truth: open
to_pil(picture / 255 * max(0.0, min(gain, 1.0))).save("13.png")  # truth: safe
Path("t.pkl").write_bytes(pickle.dumps(torch.rand(3, 4, 4)))
cached = pickle.loads(Path("t.pkl").read_bytes())
to_pil(cached).save("14.png")  # truth: open
cached = cached.clamp(0, 1) if cached.is_floating_point() else cached
to_pil(cached).save("15.png")  # truth: safe
