"""Expressions that exercise the models of diffusers that need no trained weights."""

from __future__ import annotations

SETUP = (
    "import random\n"
    "from diffusers import (\n"
    "    AsymmetricAutoencoderKL, AutoencoderDC, AutoencoderKL, AutoencoderKLTemporalDecoder, AutoencoderTiny,\n"
    "    UNet2DConditionModel, UNet2DModel, VQModel,\n"
    ")\n"
    "from diffusers.image_processor import VaeImageProcessor\n"
    "from diffusers.models.autoencoders.vae import DecoderOutput, DiagonalGaussianDistribution\n"
    "from diffusers.models.modeling_outputs import AutoencoderKLOutput\n"
    "from diffusers.pipelines.pipeline_utils import ImagePipelineOutput\n"
    "from diffusers.utils import load_image, make_image_grid, numpy_to_pil, pt_to_pil\n"
    "from diffusers.video_processor import VideoProcessor\n"
    "processor = VaeImageProcessor(vae_scale_factor=4)\n"
    "plain = VaeImageProcessor(do_normalize=False)\n"
    "masks = VaeImageProcessor(do_normalize=False, do_binarize=True, do_convert_grayscale=True)\n"
    "signed_masks = VaeImageProcessor(do_binarize=True)\n"
    "videos = VideoProcessor(vae_scale_factor=4)\n"
    "noise = torch.randn(1, 4, 8, 8) * 50\n"
    "latent_moments = torch.randn(1, 8, 4, 4)\n"
    "vae = AutoencoderKL()\n"
    "vq = VQModel()\n"
    "temporal = AutoencoderKLTemporalDecoder()\n"
    "u5 = u4[:, :, None].repeat(1, 1, 2, 1, 1)\n"
    "x5 = x4[:, :, None].repeat(1, 1, 2, 1, 1)\n"
    "unet = UNet2DModel(block_out_channels=(32, 64), down_block_types=('DownBlock2D',) * 2,\n"
    "    up_block_types=('UpBlock2D',) * 2)\n"
    "conditional = UNet2DConditionModel(block_out_channels=(32, 64), down_block_types=('DownBlock2D',) * 2,\n"
    "    up_block_types=('UpBlock2D',) * 2, cross_attention_dim=32)\n"
    "tiny = AutoencoderTiny()\n"
    "asymmetric = AsymmetricAutoencoderKL(down_block_out_channels=(64, 64), up_block_out_channels=(64, 64),\n"
    "    down_block_types=('DownEncoderBlock2D',) * 2, up_block_types=('UpDecoderBlock2D',) * 2)\n"
    "deep = AutoencoderDC(in_channels=3, latent_channels=4, encoder_block_out_channels=(16, 32),\n"
    "    decoder_block_out_channels=(16, 32), encoder_layers_per_block=(1, 1), decoder_layers_per_block=(1, 1),\n"
    "    encoder_block_types='ResBlock', decoder_block_types='ResBlock', encoder_qkv_multiscales=((), ()),\n"
    "    decoder_qkv_multiscales=((), ()), attention_head_dim=8)"
)
"""What these expressions need besides the prelude."""

_PROCESSORS = {"diffusers.VaeImageProcessor": "processor", "diffusers.VideoProcessor": "videos"}
_TENSORS = ("x4", "u4", "s4", "x4 * 300", "b4", "h[None]")


def _of_both(method: str, *calls: str) -> dict[str, list[str]]:
    return {f"{name}.{method}": [f"{made}.{method}({call})" for call in calls] for name, made in _PROCESSORS.items()}


EXAMPLES: dict[str, list[str]] = {
    "diffusers.VaeImageProcessor": ["VaeImageProcessor()", "VaeImageProcessor(True, 8, do_normalize=False)"],
    "diffusers.VideoProcessor": ["VideoProcessor(vae_scale_factor=8)"],
    **_of_both("preprocess", "pil"),
    "diffusers.VaeImageProcessor.preprocess": [
        *(f"{made}.preprocess({x})" for made in ("processor", "plain") for x in (*_TENSORS, "au", "ab[None]")),
        *(f"{made}.preprocess({x})" for made in ("processor", "plain", "signed_masks") for x in ("pil", "[pil, pil]")),
        "processor.preprocess([u, s])",
        "processor.preprocess(x4[:, :2] if pil.size[0] > 0 else pil)",
        "processor.preprocess(torch.cat([x4, x4[:, :1]], 1))",
        "processor.preprocess(torch.cat([u4, u4[:, :1] * 9], 1))",
        "processor.preprocess(pil, height=32, width=32, resize_mode='fill')",
        "processor.preprocess(pil, 32, 32, crops_coords=(1, 1, 9, 9))",
        "masks.preprocess(pil)",
        "masks.preprocess(x4[:, :1])",
        "signed_masks.preprocess(u4)",
        "signed_masks.preprocess(x4)",
        "VaeImageProcessor(do_normalize=1 > 0).preprocess(u4)",
        "VaeImageProcessor(True, 8, 4, 'lanczos', None, False).preprocess(pil)",
    ],
    **_of_both("postprocess", "x4, output_type='pt'"),
    "diffusers.VaeImageProcessor.postprocess": [
        *(f"processor.postprocess({x}, output_type='pt')" for x in ("x4", "s4 * 9", "h[None]", "u4")),
        *(f"{made}.postprocess(x4, {kind!r})" for made in ("processor", "plain") for kind in ("pt", "np", "latent")),
        "processor.postprocess(x4)",
        "processor.postprocess(x4[:, :1], output_type='pil')",
        "plain.postprocess(u4)[0]",
        "processor.postprocess(x4, 'pt', do_denormalize=[True])",
        "processor.postprocess(x4, 'pt', do_denormalize=[False])",
        "processor.postprocess(torch.cat([x4, x4]), 'pt', do_denormalize=[True, False])",
        "plain.postprocess(torch.cat([x4, x4]), 'pt', [True] * 2)",
        "processor.postprocess(x4, output_type=random.choice(['pt', 'np', 'pil']))",
        "processor.postprocess(vae.decode(noise).sample, output_type='pt')",
    ],
    "diffusers.VideoProcessor.preprocess_video": [
        "videos.preprocess_video([pil, pil])",
        "videos.preprocess_video(torch.rand(1, 2, 3, 16, 16))",
        "videos.preprocess_video(torch.randn(1, 2, 3, 16, 16))",
    ],
    "diffusers.VideoProcessor.postprocess_video": [
        "videos.postprocess_video(x5)",
        "videos.postprocess_video(x5, output_type='pt')",
        "videos.postprocess_video(x5, 'pil')",
        "videos.postprocess_video(x5, 'pil')[0][1]",
        "VideoProcessor(do_normalize=False).postprocess_video(x5, 'pt')",
    ],
    **_of_both("normalize", "x4", "u4", "a", "b4", "s4"),
    **_of_both("denormalize", "x4", "u4", "b4"),
    **_of_both("numpy_to_pil", "au", "au[None]", "au[:, :, :1]"),
    **_of_both("pil_to_numpy", "pil", "[pil, pil]"),
    **_of_both("numpy_to_pt", "a[None]", "ab[None]"),
    **_of_both("pt_to_numpy", "x4", "b4", "h[None]"),
    "diffusers.utils.numpy_to_pil": ["numpy_to_pil(au)"],
    "diffusers.utils.pt_to_pil": ["pt_to_pil(x4)"],
    "diffusers.utils.load_image": ["load_image(pil)", "load_image(pil, convert_method=lambda i: i.convert('L'))"],
    "diffusers.utils.make_image_grid": ["make_image_grid([pil, pil], rows=1, cols=2)"],
    "diffusers.DecoderOutput": [
        "DecoderOutput(u4)[0]",
        "DecoderOutput(sample=u4).sample",
        "DecoderOutput(x4)['sample']",
    ],
    "diffusers.AutoencoderKLOutput": ["AutoencoderKLOutput(vae.encode(x4).latent_dist).latent_dist.sample()"],
    "diffusers.ImagePipelineOutput": ["ImagePipelineOutput([pil]).images", "ImagePipelineOutput(images=[pil])[0][0]"],
    "diffusers.DiagonalGaussianDistribution.sample": ["vae.encode(x4).latent_dist.sample()"],
    "diffusers.DiagonalGaussianDistribution.mode": ["vae.encode(x4)[0].mode()"],
    "diffusers.AutoencoderKL": ["vae(x4).sample", "vae(x4)[0]", "vae.eval().to('cpu')(x4).sample"],
    "diffusers.AutoencoderKL.decode": [
        "vae.decode(noise).sample",
        "vae.decode(noise, return_dict=False)[0]",
        "(vae.decode(noise).sample / 2 + 0.5).clamp(0, 1)",
        "vae.decode(noise)['sample']",
    ],
    "diffusers.AutoencoderKL.encode": ["vae.encode(x4).latent_dist.mode()"],
    "diffusers.AutoencoderTiny": ["tiny(x4).sample"],
    "diffusers.AutoencoderTiny.decode": ["tiny.decode(noise).sample", "tiny.decode(noise, return_dict=False)[0]"],
    "diffusers.AsymmetricAutoencoderKL": ["asymmetric(x4).sample"],
    "diffusers.AsymmetricAutoencoderKL.decode": ["asymmetric.decode(noise).sample"],
    "diffusers.AsymmetricAutoencoderKL.encode": ["asymmetric.encode(x4).latent_dist.mode()"],
    "diffusers.AutoencoderKLTemporalDecoder": ["temporal(x4, num_frames=1).sample"],
    "diffusers.AutoencoderKLTemporalDecoder.decode": ["temporal.decode(noise, num_frames=1).sample"],
    "diffusers.AutoencoderKLTemporalDecoder.encode": ["temporal.encode(x4).latent_dist.mode()"],
    "diffusers.AutoencoderDC": ["deep(x4).sample"],
    "diffusers.AutoencoderDC.decode": ["deep.decode(noise).sample"],
    "diffusers.VQModel": ["vq(x4).sample"],
    "diffusers.VQModel.decode": ["vq.decode(noise[:, :3]).sample"],
    "diffusers.UNet2DModel": ["unet(x4, 3).sample", "unet(x4, 3, return_dict=False)[0]"],
    "diffusers.UNet2DConditionModel": ["conditional(noise, 3, torch.randn(1, 2, 32)).sample"],
}
