from abc import ABC, abstractmethod
from collections import OrderedDict

import torch


class BaseModel(ABC):
    visual_names = []

    def __init__(self, opt):
        self.opt = opt

    @abstractmethod
    def forward(self): ...

    def set_input(self, data):
        self.real_A, self.real_B = data["A"], data["B"]

    def test(self):
        with torch.no_grad():
            self.forward()

    def get_current_visuals(self):
        return OrderedDict((name, getattr(self, name)) for name in self.visual_names)
