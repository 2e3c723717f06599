import cv2
import numpy as np
import torch
from PIL import Image
from skimage import exposure
from torchvision.transforms import functional as F

import transforms as T
from convert import ClampToPILImage, FastToPILImage, ToPILImage, to_pil_image

torch.manual_seed(0)
picture = Image.open("input.png").convert("RGB")
x = T.ToTensor()(picture)
F.to_pil_image(x).save("a.png")  # truth: wrong
F.to_pil_image(T.Normalize()(x)).save("b.png")  # truth: safe
F.to_pil_image(T.Normalize(127.5, 127.5)(x)).save("c.png")  # truth: wrong
F.to_pil_image(T.Compose([T.ToTensor(), T.Normalize(127.5, 127.5)])(picture)).save("d.png")  # truth: safe
to_pil_image(x / 200).save("e.png")
ToPILImage()(x / 200).save("f.png")
FastToPILImage()(x / 200).save("g.png")  # truth: wrong imported
FastToPILImage()(x / 255).save("h.png")  # truth: safe imported
ClampToPILImage()(x / 200).save("i.png")
to_pil_image(torch.randn(3, 4, 4)).save("j.png")

array = cv2.imread("input.png")
F.to_pil_image(array).save("k.png")  # truth: wrong
F.to_pil_image(cv2.cvtColor(array, cv2.COLOR_BGR2RGB) / 255).save("l.png")  # truth: safe
F.to_pil_image(cv2.normalize(array / 255, None, 0.0, 1.0, cv2.NORM_MINMAX)).save("m.png")  # truth: wrong
F.to_pil_image(cv2.addWeighted(array / 255, 0.5, array / 255, 0.5, 0.0)).save("n.png")  # truth: safe
F.to_pil_image(cv2.addWeighted(array / 255, 0.5, array / 255, 0.5, 0.5)).save("o.png")  # truth: wrong
F.to_pil_image(exposure.rescale_intensity(array / 255)).save("p.png")  # truth: wrong
F.to_pil_image(exposure.equalize_hist(array / 255)).save("q.png")  # truth: safe
F.to_pil_image(np.clip(exposure.rescale_intensity(array / 255), 0, 1)).save("r.png")  # truth: safe
