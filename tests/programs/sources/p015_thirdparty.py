"""Restoration with a package that is not part of this repository."""
import torch
from torchvision.transforms.functional import to_pil_image
from xmodels import enhance, load_restorer, normalise, read_image, sample_batch


def main():
    model = load_restorer("base").eval()
    x = read_image("input.png")
    to_pil_image(x).save("in.png")  # truth: open
    with torch.no_grad():
        y = model(x.unsqueeze(0))[0]
    to_pil_image(y).save("out.png")  # truth: open
    to_pil_image(y.clamp(0, 1)).save("out_clamped.png")  # truth: safe
    to_pil_image(enhance(y)).save("enh.png")  # truth: open
    to_pil_image(torch.sigmoid(enhance(y))).save("enh_s.png")  # truth: safe
    y.clamp(0, 1)
    to_pil_image(y).save("out_discarded.png")  # truth: open
    y.clamp_(0, 1)
    to_pil_image(y).save("out_inplace.png")  # truth: safe
    batch = sample_batch()
    for image, pred in zip(batch["image"], batch["pred"]):
        to_pil_image(image)  # truth: open
        to_pil_image(torch.cat([image.clamp(0, 1), pred.clamp(0, 1)], dim=2))  # truth: safe
        to_pil_image(torch.cat([image, pred.clamp(0, 1)], dim=2))  # truth: open
    to_pil_image(normalise(y)).save("n.png")  # truth: open


if __name__ == "__main__":
    main()
