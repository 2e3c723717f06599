from .base import BasePipeline
from .img2img import Img2ImgPipeline
from .text import UnclipPipeline

__all__ = ["BasePipeline", "UnclipPipeline", "Img2ImgPipeline"]
