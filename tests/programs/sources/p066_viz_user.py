"""Uses the visualisation package on a bad and a good model."""
import torch
from torch import nn
from torchvision.transforms.functional import to_pil_image

import lib_viz
from lib_viz import checkerboard, heatmap_to_pil, heatmap_to_pil_scaled


def main():
    torch.manual_seed(0)
    x = torch.rand(4, 3, 8, 8)
    lib_viz.grid_to_pil(x)
    lib_viz.grid_to_pil_normalized(torch.randn(4, 3, 8, 8))
    lib_viz.grid_to_pil_padded(x, 1.0)
    lib_viz.unnormalize_to_pil(x[0] * 2 - 1)
    lib_viz.unnormalize_to_pil_clamped(torch.randn(3, 8, 8))
    heatmap_to_pil(torch.randn(8, 8)), heatmap_to_pil_scaled(torch.rand(8, 8))
    lib_viz.mask_to_pil(x[0, :1])
    lib_viz.blend_to_pil(x[0], x[1]), lib_viz.blend_to_pil_fixed(x[0], x[1])
    lib_viz.over_checkerboard(torch.rand(4, 8, 8))
    lib_viz.over_checkerboard_premultiplied(torch.rand(4, 8, 8))
    board = checkerboard(8, 8)
    to_pil_image(board).save("board.png")  # truth: safe
    to_pil_image(board * 0.2 + 0.6).save("board2.png")  # truth: safe
    to_pil_image(board * 0.6 + 0.6).save("board3.png")  # truth: wrong
    with torch.no_grad():
        y = nn.Conv2d(3, 3, 1)(x)
    to_pil_image(lib_viz.UNNORMALIZE_STD * y[0] + lib_viz.UNNORMALIZE_MEAN).save("y.png")  # truth: wrong
    to_pil_image(lib_viz.UNNORMALIZE_STD * y[0].tanh() + lib_viz.UNNORMALIZE_MEAN).save("yt.png")  # truth: safe


if __name__ == "__main__":
    main()
