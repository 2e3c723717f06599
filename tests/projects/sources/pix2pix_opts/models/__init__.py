"""Models by the name of their module: `pix2pix` is Pix2PixModel in pix2pix_model.py."""
import importlib

from models.base_model import BaseModel


def find_model_using_name(name):
    module = importlib.import_module("models." + name + "_model")
    for key, value in module.__dict__.items():
        if key.lower() == name + "model" and issubclass(value, BaseModel):
            return value
    raise NotImplementedError(name)


def create_model(opt, name="pix2pix"):
    return find_model_using_name(name)(opt)
