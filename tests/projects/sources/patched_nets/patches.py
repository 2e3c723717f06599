"""Applied at import, for experiments."""
import nets


def forward_without_sigmoid(self, x):
    return self.main[:-1](x)


nets.Patched.forward = forward_without_sigmoid
nets.post = lambda x: x


def strip(model):
    """Takes the last layer off."""
    model.main = model.main[:-1]
    return model


def strip_(model):
    model.main[-1] = nets.nn.Identity()
