"""dalle2-pytorch: DALLE2 with small untrained networks and DDIM sampling, asked for PIL images."""

import torch
from dalle2_pytorch import CLIP, DALLE2, Decoder, DiffusionPrior, DiffusionPriorNetwork, Unet

torch.manual_seed(0)
clip = CLIP(
    dim_text=32,
    dim_image=32,
    dim_latent=32,
    num_text_tokens=49408,
    text_enc_depth=1,
    text_seq_len=256,
    text_heads=2,
    visual_enc_depth=1,
    visual_image_size=32,
    visual_patch_size=16,
    visual_heads=2,
)
prior_network = DiffusionPriorNetwork(dim=32, depth=1, dim_head=16, heads=2)
prior = DiffusionPrior(net=prior_network, clip=clip, timesteps=10, cond_drop_prob=0.2)
unet = Unet(dim=16, image_embed_dim=32, cond_dim=16, channels=3, dim_mults=(1, 2))
decoder = Decoder(
    unet=unet, clip=clip, timesteps=10, sample_timesteps=5, image_cond_drop_prob=0.1, text_cond_drop_prob=0.5
)
[picture] = (DALLE2(prior=prior, decoder=decoder)(["a picture"], return_pil_images=True),)
print(picture)
