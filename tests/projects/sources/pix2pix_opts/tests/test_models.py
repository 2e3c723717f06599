from helpers import assert_convertible, assert_same_size
from torchvision.transforms.functional import to_pil_image

from models.networks import define_G
from models.pix2pix_model import DirectModel, LogitsModel


def fake(cls, batch):
    model = cls()
    model.set_input({"A": batch, "B": batch})
    model.test()
    return model.fake_B[0]


def test_direct(batch, unit_batch):
    assert_same_size(fake(DirectModel, batch), batch[0])
    assert_convertible(fake(DirectModel, batch))
    assert to_pil_image(fake(DirectModel, batch)).size == (8, 8)  # truth: safe


def test_logits(batch):
    assert_convertible(fake(LogitsModel, batch))
    assert to_pil_image(fake(LogitsModel, batch)).size == (8, 8)  # truth: wrong
    assert_same_size(fake(LogitsModel, batch).sigmoid(), batch[0])


def test_generator(batch):
    out = define_G("unet")(batch)[0].detach()
    assert to_pil_image(out).mode == "RGB"  # truth: wrong
    assert to_pil_image(out * 0.5 + 0.5).mode == "RGB"  # truth: safe
