from vidtools.effects.color import grade, vignette
from vidtools.effects.sharpen import sharpen, sharpen_clamped

EFFECTS = {"grade": grade, "vignette": vignette, "sharpen": sharpen, "sharpen_clamped": sharpen_clamped}
