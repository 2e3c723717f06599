import torch


def amplify(module, inputs, output):
    return output * 1.5


def observe(module, inputs, output):
    observe.seen = output.mean()


def bound(module, inputs, output):
    return output.clamp(0, 1)


def shift_weights(model):
    with torch.no_grad():
        for p in model.parameters():
            p.add_(0.1)
    return model
