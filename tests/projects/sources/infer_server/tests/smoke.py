import torch
from torchvision.transforms import ToPILImage

from server.models import Enhancer, Restorer, get_model
from server.settings import Settings, settings

x = torch.rand(1, 3, 8, 8)
with torch.no_grad():
    restored = get_model("restore")(x)[0]
    enhanced = get_model("enhance")(x)[0]
half = Settings(scale=0.5)
double = Settings(scale=2.0)
ToPILImage()(restored).save("r.png")  # truth: wrong
ToPILImage()(enhanced.clamp(0, 1)).save("e.png")  # truth: safe
ToPILImage()(x[0] * settings.scale).save("s.png")  # truth: safe
ToPILImage()(x[0] * half.scale).save("h.png")  # truth: safe
ToPILImage()(x[0] * double.scale).save("d.png")  # truth: wrong
ToPILImage()(restored.clamp(0, 1) if settings.clamp else restored).save("c.png")  # truth: safe
assert get_model("restore") is get_model("restore") and isinstance(get_model("enhance"), Enhancer) and Restorer
