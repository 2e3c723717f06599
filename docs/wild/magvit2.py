"""magvit2-pytorch: what an untrained tokenizer makes of a video, written as a GIF by the package's own function."""

import os
import tempfile

import torch
from magvit2_pytorch import VideoTokenizer
from magvit2_pytorch.data import video_tensor_to_gif

torch.manual_seed(0)
tokenizer = VideoTokenizer(
    image_size=32,
    init_dim=16,
    codebook_size=64,
    layers=("residual", "compress_space"),
    flash_attn=False,
    use_gan=False,
    perceptual_loss_weight=0.0,
)
with torch.no_grad(), tempfile.TemporaryDirectory() as folder:
    video = tokenizer(torch.rand(1, 3, 5, 32, 32), return_recon=True)
    video_tensor_to_gif(video[0], os.path.join(folder, "video.gif"))
print(video.shape)
