import torch
from torch import nn

from .images import LateWriter, RawWriter, Writer


class Trainer:
    def __init__(self, model, callbacks=()):
        self.model = model
        self.callbacks = list(callbacks)
        self.hooks = {}

    def on(self, event, function):
        self.hooks.setdefault(event, []).append(function)

    def fire(self, event, x):
        for function in self.hooks.get(event, []):
            function(x)

    def fit(self, batches):
        opt = torch.optim.SGD(self.model.parameters(), 0.01)
        for x in batches:
            out = self.model(x)
            loss = nn.functional.mse_loss(out, x)
            opt.zero_grad()
            loss.backward()
            opt.step()
            self.fire("bounded", out.detach()[0].clamp(0, 1))
            self.fire("raw", out.detach()[0])
            for callback in self.callbacks:
                callback(out.detach()[0])


def log_all(x):
    writer, raw, late = Writer(), RawWriter(), LateWriter()
    writer.write(x, "writer")
    writer.write_as_is(x.sigmoid(), "writer_as_is")
    raw.write(x, "raw")
    raw.write_as_is(x.clamp(0, 1), "raw_as_is")
    late.add(x)
    late.flush()
