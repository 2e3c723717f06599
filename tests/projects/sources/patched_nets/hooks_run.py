"""The post function is that of nets: patches is not imported here."""
import torch
from torchvision.transforms.functional import to_pil_image

from hooks import amplify, bound, observe, shift_weights
from nets import Patched, Restorer, post

torch.manual_seed(0)
x = torch.rand(1, 3, 8, 8)
with torch.no_grad():
    watched, loud, tamed, shifted = Restorer(), Restorer(), Restorer(), shift_weights(Restorer())
    watched.register_forward_hook(observe)
    loud.register_forward_hook(amplify)
    tamed.register_forward_hook(amplify)
    tamed.register_forward_hook(bound)
    to_pil_image(watched(x)[0]).save("a.png")  # truth: safe
    to_pil_image(loud(x)[0]).save("b.png")  # truth: wrong
    to_pil_image(tamed(x)[0]).save("c.png")  # truth: safe
    to_pil_image(shifted(x)[0]).save("d.png")  # truth: safe
    to_pil_image(Patched()(x)[0]).save("e.png")  # truth: safe
    to_pil_image(post(x[0] * 3 - 1)).save("f.png")  # truth: safe
    to_pil_image(x[0] * 3 - 1).save("g.png")  # truth: wrong
