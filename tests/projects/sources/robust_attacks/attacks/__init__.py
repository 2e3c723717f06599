from .base import Attack
from .fgsm import FGSM, IFGSM, UnclippedFGSM
from .pgd import PGD, L2PGD
from .pgd import PGD as Strongest
