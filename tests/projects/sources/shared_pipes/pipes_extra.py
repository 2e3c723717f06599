from torch import nn

from pipes import from_file, unit


class Twice(nn.Module):
    def forward(self, x):
        return x * 2


class Half(Twice):
    def forward(self, x):
        return super().forward(x) / 4


STEPS = [from_file, Half(), unit]
MORE_STEPS = STEPS + [Half(), Twice()]
MORE_STEPS.append(Twice())
