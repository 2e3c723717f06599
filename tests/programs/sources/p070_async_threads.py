"""Concurrency: executors, queues, asyncio."""
import asyncio
import queue
from concurrent.futures import ThreadPoolExecutor
import torch
from torchvision.transforms.functional import to_pil_image


async def convert(t):
    await asyncio.sleep(0)
    return to_pil_image(t)  # truth: wrong


async def convert_clamped(t):
    await asyncio.sleep(0)
    t = t.clamp(0, 1)
    return to_pil_image(t)  # truth: safe


async def load(i):
    return torch.rand(3, 4, 4) + i


async def produce(n):
    for i in range(n):
        yield torch.rand(3, 4, 4) * (i + 1)


async def main():
    a = await load(0)
    b = await load(1)
    to_pil_image(b - 1)  # truth: safe
    to_pil_image(b)  # truth: wrong
    await asyncio.gather(convert(a), convert(b), convert_clamped(b))
    async for t in produce(3):
        to_pil_image(t)  # truth: wrong
        to_pil_image(t / t.max())  # truth: safe


def worker(q):
    while True:
        item = q.get()
        if item is None:
            break
        to_pil_image(item)  # truth: wrong


torch.manual_seed(0)
asyncio.run(main())
good = [torch.rand(3, 4, 4) for _ in range(3)]
bad = [torch.randn(3, 4, 4) for _ in range(3)]
with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(torch.sigmoid, t) for t in bad]
    for f in futures:
        to_pil_image(f.result())  # truth: safe
    for t in pool.map(torch.relu, bad):
        to_pil_image(t)  # truth: wrong
q = queue.Queue()
for t in bad:
    q.put(t)
q.put(None)
worker(q)
pics = [to_pil_image(t) for t in good if t.mean() > 0]  # truth: safe
pics = {i: to_pil_image(t) for i, t in enumerate(bad)}  # truth: wrong
pics = [to_pil_image(t) for t in bad + good if t.min() >= 0 and t.max() <= 1]  # truth: safe
pics = [to_pil_image(t if t.max() <= 1 else t.clamp(max=1)) for t in good]  # truth: safe
