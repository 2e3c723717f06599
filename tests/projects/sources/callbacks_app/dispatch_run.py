import threading
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import nn

from engine import dispatch
from engine.dispatch import TABLE, _Base, _Field, _Final, _mapped, _mapped_clamped, make, shown, small, small_clamped


class Rough(_Base):
    def before(self, x):
        return x


torch.manual_seed(0)
raw = torch.randn(3, 6, 6)
good = raw.sigmoid()
list(map(_mapped, [good, raw]))
list(map(_mapped_clamped, [good, raw.clamp(0, 1)]))
for name, x in (("raw", raw), ("clamped", good)):
    TABLE[name](x)
shown(raw)
small(raw)
small_clamped(good)
make()(raw)
thread = threading.Thread(target=dispatch._threaded, args=(raw,))
thread.start()
thread.join()
with ThreadPoolExecutor(1) as pool:
    pool.submit(dispatch._submitted, good).result()
dispatch._unpacked(*[good, raw])
dispatch._unpacked_clamped(*[good, good])
dispatch._by_keyword(**{"y": good, "x": raw})
dispatch._by_keyword_other(**{"x": good, "y": raw})
dispatch._decorated(good)
dispatch._decorated_half(good)
dispatch._recursive(good, 2)
dispatch._recursive_shrinking(good, 2)
net, sigmoid = nn.Conv2d(3, 3, 1), nn.Sequential(nn.Conv2d(3, 3, 1), nn.Sigmoid())
net.register_forward_hook(dispatch._hooked)
sigmoid.register_forward_hook(dispatch._hooked_sigmoid)
with torch.no_grad():
    net(raw[None]), sigmoid(raw[None])
Rough().handle(raw)
_Base().handle(raw)
_Final().handle(raw)
field = _Field()
field.x, field.y = raw, good
field.show(), field.show_other()
