import sys

sys.path.insert(0, ".")

import torch
from PIL import Image
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_tensor

from unclip import Img2ImgPipeline
from unclip.processor import ImageProcessor, binarize, mask_blend, numpy_batch

torch.manual_seed(0)
to_pil = ToPILImage()
pipe = Img2ImgPipeline()
image = to_tensor(Image.open("input.png").convert("RGB"))[None]
mask = to_tensor(Image.open("mask.png"))[None]
processor = ImageProcessor()
plain = ImageProcessor(do_normalize=False)
to_pil(processor.preprocess(image)[0]).save("a.png")  # truth: wrong
to_pil(plain.preprocess(image)[0]).save("b.png")  # truth: safe
to_pil(processor.denormalize_exact(processor.preprocess(image))[0]).save("c.png")  # truth: safe
to_pil(processor.denormalize_exact(pipe(image, output="raw"))[0]).save("d.png")  # truth: wrong
to_pil(processor.denormalize_exact(pipe(image, output="signed"))[0]).save("e.png")  # truth: safe
to_pil(pipe.inpaint(image, mask)[0]).save("f.png")  # truth: safe
to_pil(pipe.inpaint_raw(image, mask)[0]).save("g.png")  # truth: wrong
to_pil(pipe.inpaint_soft(image, mask)[0]).save("h.png")  # truth: safe
to_pil(pipe.inpaint_soft(image, mask, strength=2.0)[0]).save("i.png")  # truth: wrong
to_pil(mask_blend(image, 1 - image, mask)[0]).save("j.png")  # truth: safe
to_pil(mask_blend(image, 1 - image, mask * 2)[0]).save("k.png")  # truth: wrong
to_pil(binarize(processor.preprocess(mask))[0]).save("l.png")  # truth: safe
to_pil(numpy_batch(pipe(image))[0]).save("m.png")  # truth: safe
to_pil(numpy_batch(pipe(image, output="signed"))[0]).save("n.png")  # truth: wrong
