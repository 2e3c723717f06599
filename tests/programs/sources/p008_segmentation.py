"""Masks from a tiny U-Net in the forms people save them."""
import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision.transforms.functional as TF
from PIL import Image


def conv_block(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class UNet(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.down = conv_block(3, 8)
        self.mid = conv_block(8, 16)
        self.up = nn.ConvTranspose2d(16, 8, 2, 2)
        self.outc = nn.Conv2d(16, n_classes, 1)

    def forward(self, x):
        d = self.down(x)
        m = self.mid(F.max_pool2d(d, 2))
        return self.outc(torch.cat([d, self.up(m)], dim=1))


def run():
    torch.manual_seed(11)
    image = TF.to_tensor(Image.open("input.png")).unsqueeze(0)
    with torch.inference_mode():
        binary = UNet(1).eval()(image)
        multi = UNet(5).eval()(image)
    TF.to_pil_image(binary[0]).save("logit.png")  # truth: wrong
    prob = torch.sigmoid(binary)[0]
    TF.to_pil_image(prob).save("prob.png")  # truth: safe
    mask = (prob > 0.5).float()
    TF.to_pil_image(mask).save("mask.png")  # truth: safe
    classes = multi.argmax(1)
    TF.to_pil_image(classes[0].byte()).save("index.png")  # truth: safe
    TF.to_pil_image(classes[0].float()).save("index_float.png")  # truth: wrong
    TF.to_pil_image(classes[0].float() / 4).save("index_scaled.png")  # truth: safe
    soft = F.softmax(multi, dim=1)
    TF.to_pil_image(soft[0, 1:4]).save("soft.png")  # truth: safe
    TF.to_pil_image(F.log_softmax(multi, dim=1)[0, 1:4]).save("logsoft.png")  # truth: wrong
    TF.to_pil_image(mask * image[0]).save("cut.png")  # truth: safe
    TF.to_pil_image(image[0] + 0.5 * mask).save("overlay.png")  # truth: wrong
    TF.to_pil_image(0.5 * image[0] + 0.5 * mask).save("overlay_ok.png")  # truth: safe


if __name__ == "__main__":
    run()
