"""Networks by name."""

MODELS = {}


def register(name):
    def decorate(cls):
        MODELS[name] = cls
        return cls

    return decorate


def build_model(name, scale=2):
    return MODELS[name](scale)
