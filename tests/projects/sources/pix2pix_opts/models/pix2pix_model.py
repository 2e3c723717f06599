from .base_model import BaseModel
from .networks import define_G


class Pix2PixModel(BaseModel):
    visual_names = ["real_A", "fake_B", "real_B"]

    def __init__(self, opt=None):
        super().__init__(opt)
        self.netG = define_G("unet")

    def forward(self):
        self.fake_B = self.netG(self.real_A)


class DirectModel(Pix2PixModel):
    """Works on [0, 1]."""

    def __init__(self, opt=None):
        super().__init__(opt)
        self.netG = define_G("sigmoid")


class LogitsModel(Pix2PixModel):
    def __init__(self, opt=None):
        super().__init__(opt)
        self.netG = define_G("resnet")
