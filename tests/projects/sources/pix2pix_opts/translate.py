import torch
from PIL import Image
from torchvision.transforms import ToPILImage
from torchvision.transforms.functional import to_tensor

from models import create_model
from models.base_model import BaseModel
from models.networks import define_G
from models.pix2pix_model import DirectModel, LogitsModel, Pix2PixModel
from options.base_options import TestOptions
from util import util
from util.util import norm_input, save_image, save_logits, tensor2im, tensor2unit

opt = TestOptions().parse()
torch.manual_seed(0)
to_pil = ToPILImage()
A = to_tensor(Image.open("input.png").convert("RGB"))[None]
data = {"A": norm_input(A), "B": norm_input(A.flip(-1))}
model, direct, logits = Pix2PixModel(opt), DirectModel(opt), LogitsModel(opt)
for step in range(opt.steps):
    for m in (model, direct, logits):
        m.set_input(data)
        m.test()
    visuals = model.get_current_visuals()
    to_pil(tensor2unit(model.fake_B)).save("a.png")  # truth: safe
    to_pil(model.fake_B[0]).save("b.png")  # truth: wrong
    to_pil(tensor2unit(visuals["real_A"])).save("c.png")  # truth: safe
    to_pil(direct.fake_B[0]).save("d.png")  # truth: safe
    to_pil(tensor2unit(direct.fake_B)).save("e.png")  # truth: safe
    to_pil(logits.fake_B[0]).save("f.png")  # truth: wrong
    to_pil(tensor2unit(logits.fake_B)).save("g.png")  # truth: wrong
    to_pil(tensor2im(model.fake_B)).save("h.png")  # truth: safe
    to_pil(tensor2im(model.fake_B, imtype=float)).save("i.png")  # truth: wrong
    save_image(model.fake_B, "j.png")
    save_image(model.real_B, "k.png")
    save_logits(model.fake_B, "l.png")
    save_logits(logits.fake_B, "m.png")
fake = define_G(opt.netG)(data["A"]).detach()
to_pil(tensor2unit(fake)).save("n.png")  # truth: open
to_pil(tensor2unit(define_G("unet")(data["A"]))).save("o.png")  # truth: safe
to_pil(util.tensor2unit(define_G("resnet", norm="none")(data["A"]))).save("p.png")  # truth: wrong
if not opt.no_clamp:
    fake = fake.clamp(-1, 1)
to_pil(tensor2unit(fake)).save("q.png")  # truth: open
found = create_model(opt)
found.set_input(data)
found.test()
to_pil(found.fake_B[0]).save("r.png")  # truth: wrong
assert isinstance(found, BaseModel)
to_pil(util.diagnose(direct.netG).clamp(0, 1)).save("s.png")  # truth: safe
