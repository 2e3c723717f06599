"""Different budgets; the first attack is switched to raw."""
import torch
from torchvision.transforms.functional import to_pil_image

from attacks.base import Attack, Budget
from attacks.fgsm import FGSM
from attacks.pgd import PGD
from victim import load_victim

model = load_victim()
x, y = torch.rand(1, 3, 12, 12), torch.tensor([0])
to_pil_image(PGD(model)(x, y)[0]).save("before.png")  # truth: safe
Attack.clip = False
for eps in (2 / 255, 16 / 255):
    FGSM.budget = Budget(eps=eps)
    to_pil_image(FGSM(model)(x, y)[0]).save("fgsm.png")  # truth: wrong
to_pil_image(PGD(model)(x, y)[0]).save("after.png")  # truth: safe
PGD.clip = True
PGD.budget = Budget(high=2.0, eps=0.9)
to_pil_image(PGD(model)(x, y)[0]).save("pgd_clip.png")  # truth: safe
to_pil_image(PGD(model).perturb(x, y)[0]).save("pgd_high.png")  # truth: wrong
