"""Objects that are made often, by constructors that take long to interpret."""

import torch
from torchvision.transforms.functional import to_pil_image

made = []


class Scaler:
    """Its constructor is long enough to be remembered."""

    def __init__(self, factor, mean=(0.1, 0.2, 0.3), noise=None):
        self.table = []
        for i in range(4):
            for j in range(4):
                self.table.append(i * j + i - j)
        self.size = len(self.table) + len(mean)
        self.names = {"factor": factor, "mean": mean}
        self.factor = factor
        self.mean = torch.tensor(mean).view(3, 1, 1)
        self.noise = noise
        self.seen = []

    def __call__(self, x):
        return x * self.factor

    def around_mean(self, x):
        return (x - self.mean) + self.mean


def the_same_again():
    x = torch.rand(3, 16, 16)
    for _ in range(3):
        to_pil_image(Scaler(1)(x))
        to_pil_image(Scaler(2)(x))  # expect: TPI0
        to_pil_image(Scaler(1).around_mean(x))
    to_pil_image(Scaler(1)(x))
    to_pil_image(Scaler(2)(x))  # expect: TPI0


def one_of_several_is_changed():
    x = torch.rand(3, 16, 16)
    first, second, third, fourth = Scaler(1), Scaler(1), Scaler(1), Scaler(1)
    third.factor = 3
    to_pil_image(first(x))
    to_pil_image(second(x))
    to_pil_image(third(x))  # expect: TPI0
    to_pil_image(fourth(x))
    to_pil_image(Scaler(1)(x))


def lists_are_not_shared():
    x = torch.rand(3, 16, 16)
    first, second, third, fourth = Scaler(1), Scaler(1), Scaler(1), Scaler(1)
    fourth.seen.append(x * 2)
    fourth.seen.append(x)
    third.seen.append(x)
    for image in third.seen:
        to_pil_image(image)
    for image in first.seen + second.seen:
        to_pil_image(image)
    to_pil_image(fourth.seen[0])  # expect: TPI0
    to_pil_image(fourth.seen[1])


def arrays_that_are_given_are_shared():
    noise = torch.rand(3, 16, 16)
    scalers = [Scaler(1, noise=noise), Scaler(1, noise=noise), Scaler(1, noise=noise), Scaler(1, noise=noise)]
    to_pil_image(scalers[3].noise)
    scalers[3].noise.mul_(2)
    to_pil_image(noise)  # expect: TPI
    to_pil_image(scalers[2].noise)  # expect: TPI


class Registered(Scaler):
    def __init__(self, factor):
        super().__init__(factor)
        made.append(self)


def registered_as_well():
    x = torch.rand(3, 16, 16)
    Registered(1), Registered(1), Registered(1)
    last = Registered(1)
    to_pil_image(last(x))
    for other in made:
        other.factor = 3
    to_pil_image(last(x))  # expect: TPI


class Sharing:
    kept = torch.rand(3, 16, 16)

    def __init__(self):
        self.table = []
        for i in range(4):
            for j in range(4):
                self.table.append(i * j + i - j)
        self.size = len(self.table) + len("mean")
        self.image = self.kept


def attributes_of_the_class():
    objects = [Sharing(), Sharing(), Sharing(), Sharing()]
    to_pil_image(objects[3].image.clamp(0, 1))
    objects[3].image.mul_(2)
    to_pil_image(Sharing.kept)  # expect: TPI


factor = 1


class ByGlobal:
    def __init__(self):
        self.table = []
        for i in range(4):
            for j in range(4):
                self.table.append(i * j + i - j)
        self.size = len(self.table) + len("mean")
        self.factor = factor

    def __call__(self, x):
        return x * self.factor


def what_the_constructor_reads_changes():
    global factor
    x = torch.rand(3, 16, 16)
    for _ in range(3):
        ByGlobal()
    factor = 2
    to_pil_image(ByGlobal()(x))  # expect: TPI
