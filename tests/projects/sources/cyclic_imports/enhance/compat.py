import sys

import torch

if sys.version_info >= (3, 8):
    from .heavy import finish as newest
else:
    from .plain import finish as newest

if hasattr(torch, "Tensor"):
    from .plain import finish as with_torch
else:
    from .heavy import finish as with_torch

try:
    from .accelerated import finish as fastest
except ImportError:
    from .plain import finish as fastest

try:
    from .heavy import finish as preferred
except ImportError:
    preferred = None

if not torch.cuda.is_available():
    from .plain import finish as on_device
else:
    from .heavy import finish as on_device
