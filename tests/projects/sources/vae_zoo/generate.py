import torch
from PIL import Image
from torchvision.transforms.functional import resize, to_pil_image, to_tensor

import zoo
import zoo.models
from zoo import BetaVAE, GaussianVAE, LateVAE
from zoo.models import HalfVAE

torch.manual_seed(0)
x = resize(to_tensor(Image.open("input.png").convert("RGB")), [16, 16]).clamp(0, 1)[None]


def draw(model):
    return model.sample()[0]


to_pil_image(x[0]).save("x.png")  # truth: safe
with torch.no_grad():
    to_pil_image(zoo.BernoulliVAE()(x)[0][0]).save("bernoulli.png")  # truth: safe
    to_pil_image(GaussianVAE()(x)[0][0]).save("gaussian.png")  # truth: wrong
    recon, mu, logvar = BetaVAE()(x)
to_pil_image(recon[0]).save("beta.png")  # truth: safe
to_pil_image(mu.view(1, 2, 2)).save("mu.png")  # truth: wrong
to_pil_image(draw(BetaVAE())).save("beta_sample.png")  # truth: safe
to_pil_image(draw(LateVAE())).save("late_sample.png")  # truth: wrong
to_pil_image(draw(zoo.models.SoftVAE())).save("soft_sample.png")  # truth: safe
to_pil_image(draw(zoo.models.LoudVAE())).save("loud_sample.png")  # truth: wrong
to_pil_image(draw(HalfVAE())).save("half_sample.png")  # truth: safe
to_pil_image(draw(HalfVAE()) + 0.5).save("half_up.png")  # truth: safe
to_pil_image(draw(BetaVAE()) + 0.7).save("beta_up.png")  # truth: wrong


class Raw(zoo.models.BetaVAE):
    def activate(self, logits):
        return zoo.VAE.activate(self, logits)


class Renamed(zoo.models.BetaVAE):
    def activated(self, logits):
        return logits


to_pil_image(draw(Raw())).save("raw.png")  # truth: wrong
to_pil_image(draw(Renamed())).save("renamed.png")  # truth: safe
