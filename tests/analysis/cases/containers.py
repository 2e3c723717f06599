"""What is in lists and dicts that were changed."""

import json

import torch
from torchvision.transforms.functional import to_pil_image


def removed_from_a_list(out):
    x, steps = torch.randn(3, 16, 16), ["clamp"]
    steps.remove("clamp")
    if "clamp" in steps:
        x = x.clamp(0, 1)
    to_pil_image(x).save(out)  # expect: TPI001|TPI004


def still_in_a_list(out):
    x, steps = torch.randn(3, 16, 16), ["clamp"]
    steps.append("save")
    if "clamp" in steps:
        x = x.clamp(0, 1)
    to_pil_image(x).save(out)


def updated_by_keywords(out):
    settings = {"gain": 1.0}
    settings.update(gain=3.0)
    to_pil_image(torch.rand(3, 16, 16) * settings["gain"]).save(out)  # expect: TPI003


def updated_by_what_is_not_known(out):
    settings = {"gain": 1.0}
    settings.update(json.loads('{"gain": 3.0}'))
    to_pil_image(torch.rand(3, 16, 16) * settings["gain"]).save(out)  # expect: TPI101


def displayed_over_what_is_not_known(out):
    settings = {**json.loads('{"gain": 3.0}'), "gain": 1.0}
    to_pil_image(torch.rand(3, 16, 16) * settings["gain"]).save(out)
