from .inner import clamp_then_convert, to_pil_image
from .inner import to_pil_image as as_picture
from . import inner as images
