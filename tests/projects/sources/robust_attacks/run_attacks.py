import torch
from PIL import Image
from torchvision.transforms import ToPILImage, ToTensor

import attacks
from attacks import FGSM, IFGSM, L2PGD, PGD, Strongest, UnclippedFGSM
from attacks.fgsm import WideIFGSM
from victim import NORM_MEAN, NORM_STD, load_victim

model = load_victim()
to_pil = ToPILImage()
x = ToTensor()(Image.open("input.png").convert("RGB"))[None]
y = torch.tensor([1])
to_pil(FGSM(model)(x, y)[0]).save("fgsm.png")  # truth: safe
to_pil(FGSM(model).perturb(x, y)[0]).save("fgsm_perturb.png")  # truth: wrong
to_pil(UnclippedFGSM(model)(x, y)[0]).save("unclipped.png")  # truth: wrong
to_pil(IFGSM(model)(x, y)[0]).save("ifgsm.png")  # truth: safe
to_pil(WideIFGSM(model)(x, y)[0]).save("wide.png")  # truth: wrong
to_pil(PGD(model)(x, y)[0]).save("pgd.png")  # truth: safe
to_pil(Strongest(model).perturb(x, y)[0]).save("pgd_perturb.png")  # truth: safe
to_pil(PGD(model).start(x)[0]).save("pgd_start.png")  # truth: wrong
to_pil(L2PGD(model)(x, y)[0]).save("l2.png")  # truth: wrong
l2 = attacks.L2PGD(model)
l2.clip = True
to_pil(l2(x, y)[0]).save("l2_clip.png")  # truth: safe
to_pil((FGSM(model)(x, y) - x)[0]).save("delta.png")  # truth: wrong
to_pil((FGSM(model)(x, y) - x)[0].abs()).save("delta_abs.png")  # truth: safe
to_pil((x[0] - NORM_MEAN[0]) / NORM_STD[0]).save("normalized.png")  # truth: wrong
to_pil(((x[0] - NORM_MEAN[0]) / NORM_STD[0]) * NORM_STD[0] + NORM_MEAN[0]).save("back.png")  # truth: safe
