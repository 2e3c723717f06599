"""Objects that are made elsewhere: their attributes may share storage, with each other and with variables."""

import torch
from torchvision.transforms.functional import to_pil_image

EVERYWHERE = torch.rand(3, 16, 16)


class Picture:
    def __init__(self):
        self.image = torch.rand(3, 16, 16)
        self.latest = self.image
        self.history = [self.image]
        self.copy = self.image.clone()


class Background:
    def __init__(self):
        self.image = EVERYWHERE


def changed_under_another_name(picture):  # not executed
    assert isinstance(picture, Picture)
    to_pil_image(picture.image)
    picture.latest.mul_(3)
    to_pil_image(picture.copy)
    to_pil_image(picture.image)  # expect: TPI0


def changed_in_a_list(picture):  # not executed
    assert isinstance(picture, Picture)
    for image in picture.history:
        image *= 3
    to_pil_image(picture.copy)
    to_pil_image(picture.image)  # expect: TPI0


def replaced_rather_than_changed(picture):  # not executed
    assert isinstance(picture, Picture)
    picture.latest = picture.latest * 3
    to_pil_image(picture.image)
    to_pil_image(picture.latest)  # expect: TPI0


def changed_for_all(background):  # not executed
    assert isinstance(background, Background)
    background.image.mul_(2)
    to_pil_image(EVERYWHERE)  # expect: TPI0
    EVERYWHERE.copy_(torch.rand(3, 16, 16))


def two_that_are_not_the_same(picture, other_picture):  # not executed
    assert isinstance(picture, Picture)
    assert isinstance(other_picture, Picture)
    to_pil_image(picture.image - picture.latest)
    to_pil_image(picture.image - other_picture.image)  # expect: TPI0


def all_of_them():
    for call in (
        "changed_under_another_name(Picture())",
        "changed_in_a_list(Picture())",
        "replaced_rather_than_changed(Picture())",
        "changed_for_all(Background())",
        "two_that_are_not_the_same(Picture(), Picture())",
    ):
        eval(call)  # Not seen by the analyser, which must judge the functions by themselves.


def one_that_may_be_met_again(pictures):  # not executed
    for picture in pictures:
        if isinstance(picture, Picture):
            to_pil_image(picture.copy)
            picture.image.mul_(3)
    for picture in pictures:
        if isinstance(picture, Picture):
            to_pil_image(picture.copy)
            to_pil_image(picture.image)  # expect: TPI0


def two_names_of_one(picture, same_picture):  # not executed
    assert isinstance(picture, Picture)
    assert isinstance(same_picture, Picture)
    same_picture.image.mul_(3)
    to_pil_image(picture.image)  # expect: TPI0


def more_of_them():
    for call in ("one_that_may_be_met_again([Picture()])", "two_names_of_one(*[Picture()] * 2)"):
        eval(call)
