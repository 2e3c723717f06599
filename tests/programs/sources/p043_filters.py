"""Classic filters written with conv2d and pooling."""
import torch
import torch.nn.functional as F
from torchvision.transforms.functional import gaussian_blur, to_pil_image, to_tensor, adjust_sharpness, adjust_contrast
from PIL import Image


def sobel(gray):
    kx = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]).view(1, 1, 3, 3)
    gx = F.conv2d(gray, kx, padding=1)
    gy = F.conv2d(gray, kx.transpose(2, 3), padding=1)
    return gx, gy


def box(x, k=3):
    weight = torch.ones(3, 1, k, k) / k ** 2
    return F.conv2d(x, weight, padding=k // 2, groups=3)


x = to_tensor(Image.open("input.png"))[None]
gray = x.mean(1, keepdim=True)
gx, gy = sobel(gray)
mag = torch.sqrt(gx ** 2 + gy ** 2)
to_pil_image(gray[0]).save("gray.png")  # truth: safe
to_pil_image(gx[0]).save("gx.png")  # truth: wrong
to_pil_image(mag[0]).save("mag.png")  # truth: wrong
to_pil_image(mag[0] / mag.max()).save("mag_n.png")  # truth: safe
to_pil_image((mag > 0.5).float()[0]).save("edges.png")  # truth: safe
blur = gaussian_blur(x, [5, 5])
to_pil_image(blur[0]).save("blur.png")  # truth: safe
to_pil_image(F.avg_pool2d(x, 3, 1, 1)[0]).save("avg.png")  # truth: safe
unsharp = x + 1.5 * (x - blur)
to_pil_image(unsharp[0]).save("unsharp.png")  # truth: wrong
to_pil_image(adjust_sharpness(x, 2.0)[0]).save("sharp.png")  # truth: safe
to_pil_image(adjust_contrast(x, 3.0)[0]).save("contrast.png")  # truth: safe
mean = x.mean(dim=(1, 2, 3), keepdim=True)
to_pil_image(((x - mean) * 3 + mean)[0]).save("contrast_own.png")  # truth: wrong
to_pil_image(((x - mean) * 0.5 + mean)[0]).save("flat.png")  # truth: safe
dilated = F.max_pool2d(x, 3, 1, 1)
eroded = -F.max_pool2d(-x, 3, 1, 1)
to_pil_image(dilated[0]).save("dilate.png")  # truth: safe
to_pil_image(eroded[0]).save("erode.png")  # truth: safe
to_pil_image((dilated - eroded)[0]).save("gradient.png")  # truth: safe
to_pil_image((eroded - dilated)[0]).save("gradient_bug.png")  # truth: wrong
to_pil_image(box(x)[0]).save("box.png")  # truth: safe
