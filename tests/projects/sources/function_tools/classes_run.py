import torch
from torchvision.transforms import ToPILImage

from lib.classes import Frame, LoudFrame, Mode, Store

torch.manual_seed(0)
to_pil = ToPILImage()
x = torch.randn(3, 4, 4)
frame, loud = Frame(x), LoudFrame(x.sigmoid())
to_pil(frame.picture).save("a.png")  # truth: safe
to_pil(frame.raw).save("b.png")  # truth: wrong
to_pil(loud.picture).save("c.png")  # truth: wrong
to_pil(LoudFrame(x.sigmoid(), gain=1.0).picture).save("d.png")  # truth: safe
to_pil(Frame.soft(x)).save("e.png")  # truth: safe
to_pil(loud.soft(x)).save("f.png")  # truth: wrong
to_pil(Frame.black().raw).save("g.png")  # truth: safe
to_pil(Frame.noise().raw).save("h.png")  # truth: wrong
to_pil(LoudFrame.noise().picture).save("i.png")  # truth: wrong
to_pil(frame.bright()).save("j.png")  # truth: safe
to_pil((frame + loud).picture).save("k.png")  # truth: safe
to_pil((frame + loud).data).save("l.png")  # truth: wrong
to_pil(frame[:1]).save("m.png")  # truth: wrong
to_pil(frame()).save("n.png")  # truth: safe
to_pil(loud()).save("o.png")  # truth: wrong
to_pil(Mode.UNIT.apply(x)).save("p.png")  # truth: safe
to_pil(Mode.RAW.apply(x)).save("q.png")  # truth: wrong
with Store([x]) as pictures:
    to_pil(pictures[0]).save("r.png")  # truth: safe
for item in Store([x]):
    to_pil(item).save("s.png")  # truth: wrong
frame.data = torch.rand(3, 4, 4)
to_pil(frame.raw).save("t.png")  # truth: safe
frame.gain = 2.0
to_pil(frame.raw).save("u.png")  # truth: wrong
