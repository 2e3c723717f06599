import torch
from PIL import Image
from torchvision.transforms.functional import to_pil_image, to_tensor, normalize

import lib_utils
from lib_utils import denormalize, denormalize_clamped, IMAGENET_MEAN, IMAGENET_STD
from lib_nets import Linear01, Sigmoid01, Tanh11, build


def main():
    torch.manual_seed(2)
    x = to_tensor(Image.open("input.png"))
    n = normalize(x, IMAGENET_MEAN, IMAGENET_STD)
    to_pil_image(denormalize(n)).save("0.png")  # truth: safe
    to_pil_image(n).save("1.png")  # truth: wrong
    to_pil_image(denormalize(n * 1.3)).save("2.png")  # truth: wrong
    to_pil_image(denormalize_clamped(n * 1.3)).save("3.png")  # truth: safe
    to_pil_image(lib_utils.unit(n)).save("4.png")  # truth: safe
    to_pil_image(lib_utils.to_uint8(n)).save("5.png")  # truth: safe
    with torch.no_grad():
        plain, sig, tan = Linear01()(x), Sigmoid01()(x), Tanh11()(x)
        built, built_sig = build()(x), build("sigmoid")(x)
    to_pil_image(plain).save("6.png")  # truth: wrong
    to_pil_image(sig).save("7.png")  # truth: safe
    to_pil_image(tan).save("8.png")  # truth: wrong
    to_pil_image(built).save("9.png")  # truth: wrong
    to_pil_image(built_sig).save("10.png")  # truth: safe
    lib_utils.tensor_to_pil(x[None])
    lib_utils.tensor_to_pil_clamped(plain)
    lib_utils.tanh_to_pil(tan)
    lib_utils.logits_to_pil(plain)
    lib_utils.save_tensor(plain, "11.png")


if __name__ == "__main__":
    main()
