"""Expressions that exercise the models of libraries that read video."""

from __future__ import annotations

SETUP = (
    "import av, decord, moviepy, tempfile\n"
    "folder = tempfile.TemporaryDirectory()\n"
    "film = folder.name + '/x.avi'\n"
    "container = av.open(film, 'w')\n"
    "stream = container.add_stream('mpeg4', rate=5)\n"
    "stream.width, stream.height, stream.pix_fmt = 64, 64, 'yuv420p'\n"
    "for _ in range(3):\n"
    "    container.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((64, 64, 3), 99, np.uint8), format='rgb24')))\n"
    "container.mux(stream.encode())\n"
    "container.close()\n"
    "vr = decord.VideoReader(film, ctx=decord.cpu(0))\n"
    "clip = moviepy.VideoFileClip(film)"
)
"""What these expressions need besides the prelude."""

EXAMPLES: dict[str, list[str]] = {
    "decord.VideoReader": [
        "vr[0].asnumpy()",
        "vr[0:2].asnumpy() / 255",
        "[frame.asnumpy() for frame in decord.VideoReader(film)]",
        "[decord.bridge.set_bridge('torch'), decord.VideoReader(film)[1], decord.bridge.set_bridge('native')][1]",
    ],
    "decord.VideoReader.get_batch": [
        "vr.get_batch([0, 2]).asnumpy()",
        "torch.from_numpy(vr.get_batch([0, 2]).asnumpy()).permute(0, 3, 1, 2)",
        "[decord.bridge.set_bridge('torch'), vr.get_batch([1]), decord.bridge.set_bridge('native')][1]",
    ],
    "decord.VideoReader.next": ["decord.VideoReader(film).next().asnumpy()"],
    "decord.VideoReader.get_avg_fps": ["vr.get_avg_fps()"],
    "ndarray.asnumpy": ["vr[0].asnumpy()"],
    "av.open": ["list(av.open(film).decode(video=0))[0].to_ndarray()"],
    "av.container.InputContainer.decode": [
        "[f.to_ndarray(format='rgb24') for f in av.open(film).decode(video=0)]",
        "[f.to_image() for f in av.open(film).decode(video=0)]",
        "next(av.open(film).decode(video=0)).to_rgb().to_ndarray() / 255",
    ],
    "av.VideoFrame.from_ndarray": ["av.VideoFrame.from_ndarray(ab, format='rgb24').to_ndarray()"],
    "av.VideoFrame.from_image": ["av.VideoFrame.from_image(pil).to_image()"],
    "av.VideoFrame.to_rgb": ["av.VideoFrame.from_ndarray(ab).to_rgb().to_ndarray()"],
    "av.VideoFrame.reformat": ["av.VideoFrame.from_ndarray(ab).reformat(8, 8, 'gray').to_ndarray()"],
    "av.VideoFrame.to_ndarray": [
        "av.VideoFrame.from_ndarray(ab).to_ndarray(format='rgb24')",
        "av.VideoFrame.from_ndarray(ab).to_ndarray(format='gray16le')",
    ],
    "av.VideoFrame.to_image": [
        "av.VideoFrame.from_ndarray(ab).to_image()",
        "np.array(av.VideoFrame.from_ndarray(ab).to_image())",
    ],
    "moviepy.VideoFileClip": ["clip.get_frame(0) / 255"],
    "moviepy.VideoFileClip.get_frame": ["clip.get_frame(0.3)"],
    "moviepy.VideoFileClip.iter_frames": [
        "list(clip.iter_frames())",
        "[frame for t, frame in clip.iter_frames(with_times=True)]",
        "list(clip.iter_frames(dtype='float32'))",
        "list(clip.iter_frames(dtype=np.uint8))",
    ],
}
