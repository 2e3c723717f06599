import argparse

import torch
from torchvision.transforms.functional import to_pil_image

import style
from style.loading import load, load_caffe, load_normalized
from style.loss import Features, gram
from style.post import denormalize, finish_caffe, half_finish


def optimise(x, target, features, steps, lr=0.3):
    x = x.clone().requires_grad_(True)
    opt = torch.optim.Adam([x], lr=lr)
    for _ in range(steps):
        opt.zero_grad()
        loss = (gram(features(x)) - target).pow(2).sum()
        loss.backward()
        opt.step()
    return x.detach()


def project(x):
    """Optimised in the space of pictures."""
    from style import MEAN as mean
    from style import STD as std

    return torch.min(torch.max(x, -mean / std), (1 - mean) / std)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(0)
    features = Features()
    content = load_normalized("input.png")
    with torch.no_grad():
        target = gram(features(load_normalized("style.png")))
    result = optimise(content, target, features, args.steps)
    to_pil_image(load("input.png")).save("content.png")  # truth: safe
    to_pil_image(content).save("normalized.png")  # truth: wrong
    to_pil_image(denormalize(content)).save("restored.png")  # truth: safe
    to_pil_image(denormalize(result)).save("result.png")  # truth: wrong
    to_pil_image(half_finish(result)).save("half.png")  # truth: wrong
    to_pil_image(denormalize(result).clamp(0, 1)).save("clamped.png")  # truth: safe
    to_pil_image(denormalize(project(result))).save("projected.png")  # truth: safe
    to_pil_image(project(result)).save("projected_raw.png")  # truth: wrong
    to_pil_image(style.finish(result)).save("fallback.png")  # truth: safe
    caffe = load_caffe("style.png")
    to_pil_image(caffe).save("caffe.png")  # truth: wrong
    to_pil_image(finish_caffe(caffe)).save("caffe_finished.png")  # truth: safe
    to_pil_image(finish_caffe(optimise(caffe, target, features, args.steps))).save("o.png")  # truth: safe

    def local_finish():
        from style.post import denormalize as finish

        return finish(result)

    to_pil_image(local_finish()).save("local.png")  # truth: wrong


if __name__ == "__main__":
    main()
