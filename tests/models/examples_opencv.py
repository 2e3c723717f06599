"""Expressions that exercise every model of OpenCV."""

from __future__ import annotations

SETUP = (
    "import cv2, tempfile\n"
    "cv2.setNumThreads(1)\n"
    "f = a.astype(np.float32)\n"
    "hard = (au > 0.5).astype(np.float32)\n"
    "grey = ab[..., 0].copy()\n"
    "kernel = np.ones((3, 3), np.uint8)\n"
    "shift = np.float32([[1, 0, 2.5], [0, 1, 3.5]])\n"
    "homography = np.float32([[1, 0, 2.5], [0.1, 1, 3.5], [0, 0, 1]])\n"
    "camera = np.float32([[16, 0, 8], [0, 16, 8], [0, 0, 1]])\n"
    "grid_x, grid_y = np.meshgrid(np.arange(-2, 20, 0.7, dtype=np.float32), np.arange(-2, 20, 0.7, dtype=np.float32))\n"
    "folder = tempfile.TemporaryDirectory()\n"
    "path = folder.name + '/x.png'\n"
    "cv2.imwrite(path, ab)\n"
    "deep = folder.name + '/deep.png'\n"
    "cv2.imwrite(deep, np.uint16(au * 65535))\n"
    "film = folder.name + '/x.avi'\n"
    "writer = cv2.VideoWriter(film, cv2.VideoWriter_fourcc(*'MJPG'), 5, (64, 64))\n"
    "writer.write(cv2.resize(ab, (64, 64)))\n"
    "writer.write(cv2.resize(ab, (64, 64)))\n"
    "writer.release()"
)
"""What these expressions need besides the prelude."""

_IMAGES = ("f", "ab", "hard")

EXAMPLES: dict[str, list[str]] = {
    "cv2.imdecode": [
        "cv2.imdecode(cv2.imencode('.png', ab)[1], cv2.IMREAD_COLOR)",
        "cv2.imdecode(cv2.imencode('.png', ab)[1], 1)",
        "cv2.imdecode(cv2.imencode('.png', np.uint16(au * 65535))[1], cv2.IMREAD_UNCHANGED)",
        "cv2.imdecode(cv2.imencode('.png', np.uint16(au * 65535))[1], -1)",
        "cv2.imdecode(cv2.imencode('.png', np.uint16(au * 65535))[1], cv2.IMREAD_GRAYSCALE)",
    ],
    "cv2.imencode": ["cv2.imencode('.png', ab)", "cv2.imencode('.jpg', ab)[1]"],
    "cv2.imread": [
        "cv2.imread(path)",
        "cv2.imread(path, cv2.IMREAD_GRAYSCALE)",
        "cv2.imread(path, 0)",
        "cv2.imread(deep)",
        "cv2.imread(deep, cv2.IMREAD_UNCHANGED)",
        "cv2.imread(deep, -1)",
        "cv2.imread(deep, flags=cv2.IMREAD_COLOR | cv2.IMREAD_ANYDEPTH)",
        "cv2.imread(path)[:, :, ::-1] / 255.0",
    ],
    "cv2.imwrite": ["cv2.imwrite(path, ab)"],
    "cv2.VideoWriter": ["cv2.VideoWriter()"],
    "cv2.VideoCapture": ["cv2.VideoCapture()", "cv2.VideoCapture(film)"],
    "cv2.VideoCapture.read": [
        "cv2.VideoCapture().read()[0]",
        "cv2.VideoCapture(film).read()",
        "cv2.cvtColor(cv2.VideoCapture(film).read()[1], cv2.COLOR_BGR2RGB)",
    ],
    "cv2.VideoCapture.retrieve": ["cv2.VideoCapture().retrieve()[0]"],
    "cv2.VideoCapture.isOpened": ["cv2.VideoCapture().isOpened()"],
    "cv2.VideoCapture.grab": ["cv2.VideoCapture().grab()"],
    "cv2.VideoCapture.open": ["cv2.VideoCapture().open('/no/such/file')"],
    "cv2.VideoCapture.set": ["cv2.VideoCapture().set(3, 3)"],
    "cv2.VideoCapture.get": ["cv2.VideoCapture().get(3)"],
    "cv2.VideoCapture.release": ["cv2.VideoCapture().release()"],
    "cv2.cvtColor": [
        "cv2.cvtColor(ab, cv2.COLOR_BGR2RGB)",
        "cv2.cvtColor(f, cv2.COLOR_BGR2RGB)",
        "cv2.cvtColor(f, cv2.COLOR_BGR2GRAY)",
        "cv2.cvtColor(f, code=cv2.COLOR_RGB2GRAY)",
        "cv2.cvtColor(f, cv2.COLOR_BGR2BGRA)",
        "cv2.cvtColor(ab, cv2.COLOR_RGB2RGBA)",
        "cv2.cvtColor(hard, cv2.COLOR_RGB2HSV)",
        "cv2.cvtColor(hard, cv2.COLOR_RGB2LAB)",
        "cv2.cvtColor(hard, cv2.COLOR_RGB2YUV)",
        "cv2.cvtColor(f[..., 0], cv2.COLOR_GRAY2BGR)",
        "cv2.cvtColor(ab, cv2.COLOR_BGR2HSV)",
        "cv2.cvtColor(f, 4)",
    ],
    "cv2.applyColorMap": ["cv2.applyColorMap(grey, cv2.COLORMAP_JET)"],
    "cv2.convertScaleAbs": ["cv2.convertScaleAbs(f, alpha=255)", "cv2.convertScaleAbs(ab, alpha=3, beta=9)"],
    "cv2.LUT": ["cv2.LUT(ab, np.arange(256, dtype=np.uint8)[::-1].copy())", "cv2.LUT(grey, np.linspace(-1, 3, 256))"],
    "cv2.Canny": ["cv2.Canny(grey, 50, 150)"],
    "cv2.equalizeHist": ["cv2.equalizeHist(grey)"],
    "cv2.inRange": ["cv2.inRange(ab, (0, 0, 0), (99, 99, 99))", "cv2.inRange(f, 0.0, 1.0)"],
    "cv2.adaptiveThreshold": ["cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 3, 2)"],
    "cv2.createCLAHE": ["cv2.createCLAHE(2.0, (4, 4)).apply(grey)"],
    "cv2.CLAHE.apply": [
        "cv2.createCLAHE(clipLimit=2.0).apply(grey)",
        "cv2.createCLAHE().apply(np.uint16(au[..., 0] * 60000))",
    ],
    "cv2.resize": [
        f"cv2.resize({image}, (37, 41){rest})"
        for image in _IMAGES
        for rest in (
            "",
            ", interpolation=cv2.INTER_NEAREST",
            ", interpolation=cv2.INTER_AREA",
            ", interpolation=cv2.INTER_LINEAR",
            ", interpolation=cv2.INTER_CUBIC",
            ", interpolation=cv2.INTER_LANCZOS4",
            ", None, 0, 0, 2",
            ", interpolation=4",
        )
    ]
    + ["cv2.resize(f, None, fx=2, fy=3)", "cv2.resize(f, dsize=(5, 7), interpolation=cv2.INTER_CUBIC)"],
    "cv2.warpAffine": [
        f"cv2.warpAffine({image}, shift, (20, 20){rest})"
        for image in (*_IMAGES, "hard + 1")
        for rest in ("", ", flags=cv2.INTER_CUBIC", ", borderValue=(9, 9, 9)", ", flags=cv2.INTER_LANCZOS4")
    ],
    "cv2.warpPerspective": [
        "cv2.warpPerspective(f + 2, homography, (20, 20))",
        "cv2.warpPerspective(hard, homography, (20, 20), flags=cv2.INTER_CUBIC + cv2.WARP_INVERSE_MAP)",
        "cv2.warpPerspective(ab, homography, dsize=(20, 20))",
    ],
    "cv2.remap": [
        "cv2.remap(f + 2, grid_x, grid_y, cv2.INTER_LINEAR)",
        "cv2.remap(hard, grid_x, grid_y, interpolation=cv2.INTER_CUBIC)",
        "cv2.remap(f, grid_x, grid_y, cv2.INTER_LINEAR, borderValue=5)",
    ],
    "cv2.undistort": ["cv2.undistort(f + 2, camera, np.zeros(5))"],
    "cv2.copyMakeBorder": [
        "cv2.copyMakeBorder(f + 2, 1, 1, 1, 1, cv2.BORDER_CONSTANT)",
        "cv2.copyMakeBorder(f, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(9, 8, 7))",
        "cv2.copyMakeBorder(f, 1, 1, 1, 1, cv2.BORDER_REFLECT_101)",
        "cv2.copyMakeBorder(ab, 1, 1, 1, 1, 0, value=[0, 0, 0])",
    ],
    "cv2.flip": ["cv2.flip(f, 1)", "cv2.flip(ab, flipCode=0)"],
    "cv2.rotate": ["cv2.rotate(f, cv2.ROTATE_90_CLOCKWISE)"],
    "cv2.transpose": ["cv2.transpose(f)"],
    "cv2.repeat": ["cv2.repeat(f, 2, 2)"],
    "cv2.extractChannel": ["cv2.extractChannel(f, 1)"],
    "cv2.medianBlur": ["cv2.medianBlur(f, 3)", "cv2.medianBlur(ab, 5)"],
    "cv2.split": ["cv2.split(f)", "cv2.split(ab)[0]"],
    "cv2.merge": ["cv2.merge([f[..., 0].copy(), f[..., 1].copy() * 3])", "cv2.merge(cv2.split(ab))"],
    "cv2.hconcat": ["cv2.hconcat([f, f * 2])"],
    "cv2.vconcat": ["cv2.vconcat([ab, ab])"],
    "cv2.GaussianBlur": [
        "cv2.GaussianBlur(f, (5, 5), 0)",
        "cv2.GaussianBlur(ab, (3, 3), sigmaX=1.5)",
        "cv2.GaussianBlur(f + 2, (5, 5), 0, borderType=cv2.BORDER_CONSTANT)",
    ],
    "cv2.blur": [
        "cv2.blur(f, (3, 3))",
        "cv2.blur(f + 2, (3, 3), borderType=cv2.BORDER_CONSTANT)",
        "cv2.blur(ab, (5, 5))",
    ],
    "cv2.bilateralFilter": ["cv2.bilateralFilter(f, 5, 0.5, 3)", "cv2.bilateralFilter(ab, 9, 75, 75)"],
    "cv2.pyrDown": ["cv2.pyrDown(f)", "cv2.pyrDown(ab)"],
    "cv2.pyrUp": ["cv2.pyrUp(hard)", "cv2.pyrUp(f)"],
    "cv2.dilate": ["cv2.dilate(f, kernel)", "cv2.dilate(ab, kernel, iterations=2)"],
    "cv2.erode": ["cv2.erode(f, kernel)", "cv2.erode(ab, kernel)"],
    "cv2.morphologyEx": [
        "cv2.morphologyEx(f, cv2.MORPH_OPEN, kernel)",
        "cv2.morphologyEx(f, cv2.MORPH_CLOSE, kernel)",
        "cv2.morphologyEx(f, cv2.MORPH_GRADIENT, kernel)",
        "cv2.morphologyEx(f, op=cv2.MORPH_TOPHAT, kernel=kernel)",
        "cv2.morphologyEx(ab, cv2.MORPH_BLACKHAT, kernel)",
    ],
    "cv2.filter2D": [
        "cv2.filter2D(f, -1, np.float32([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]))",
        "cv2.filter2D(ab, -1, np.float32([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]))",
        "cv2.filter2D(ab, cv2.CV_32F, np.float32([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]))",
        "cv2.filter2D(ab, cv2.CV_16S, kernel * 3)",
    ],
    "cv2.sepFilter2D": ["cv2.sepFilter2D(f, -1, np.float32([1, -2, 1]), np.float32([1, 2, 1]))"],
    "cv2.boxFilter": ["cv2.boxFilter(f, -1, (3, 3), normalize=False)", "cv2.boxFilter(ab, -1, (3, 3))"],
    "cv2.Laplacian": ["cv2.Laplacian(f, -1)", "cv2.Laplacian(ab, cv2.CV_64F)", "cv2.Laplacian(ab, -1)"],
    "cv2.Sobel": [
        "cv2.Sobel(f, cv2.CV_32F, 1, 0)",
        "cv2.Sobel(grey, cv2.CV_64F, 1, 0, ksize=5)",
        "cv2.Sobel(ab, -1, 0, 1)",
    ],
    "cv2.Scharr": ["cv2.Scharr(f, -1, 1, 0)"],
    "cv2.inpaint": ["cv2.inpaint(ab, kernel.repeat(6, 0).repeat(6, 1)[:16, :16].copy(), 3, cv2.INPAINT_TELEA)"],
    "cv2.add": ["cv2.add(f, f)", "cv2.add(ab, ab)", "cv2.add(ab, 50)"],
    "cv2.subtract": ["cv2.subtract(f, f * 2)", "cv2.subtract(ab, ab)"],
    "cv2.multiply": ["cv2.multiply(f, f)", "cv2.multiply(ab, ab)", "cv2.multiply(f, f, scale=-3)"],
    "cv2.divide": ["cv2.divide(f, f + 3)", "cv2.divide(ab, ab // 2)", "cv2.divide(f, f + 3, scale=255)"],
    "cv2.absdiff": ["cv2.absdiff(f, f * 3)", "cv2.absdiff(ab, ab // 2)"],
    "cv2.addWeighted": [
        "cv2.addWeighted(f, 1.5, f * 2, -0.5, 0)",
        "cv2.addWeighted(ab, 1.5, ab, 0.7, 10)",
        "cv2.addWeighted(hard, 0.3, hard * 0.5, 0.7, 0)",
        "cv2.addWeighted(ab, 0.5, ab, 0.5, 0, dtype=cv2.CV_32F)",
        "cv2.addWeighted(src1=f, alpha=1 - 0.3, src2=f, beta=0.3, gamma=0.0)",
    ],
    "cv2.bitwise_and": [
        "cv2.bitwise_and(ab, ab)",
        "cv2.bitwise_and(f + 2, f + 2, mask=grey)",
        "cv2.bitwise_and(ab, ab, mask=grey)",
    ],
    "cv2.bitwise_or": ["cv2.bitwise_or(ab, ab // 2)", "cv2.bitwise_or(f, f * 3)"],
    "cv2.bitwise_xor": ["cv2.bitwise_xor(ab, ab // 2)"],
    "cv2.bitwise_not": ["cv2.bitwise_not(ab)", "cv2.bitwise_not(f)"],
    "cv2.normalize": [
        "cv2.normalize(f, None, 0, 255, cv2.NORM_MINMAX)",
        "cv2.normalize(f, None, alpha=0, beta=1, norm_type=cv2.NORM_MINMAX)",
        "cv2.normalize(f, None, 255, 0, cv2.NORM_MINMAX, cv2.CV_8U)",
        "cv2.normalize(ab, None, 0, 1.0, cv2.NORM_MINMAX, dtype=cv2.CV_32F)",
        "cv2.normalize(f, None)",
        "cv2.normalize(f, None, 3, norm_type=cv2.NORM_INF)",
        "cv2.normalize(hard, None, 5, 0, cv2.NORM_L1)",
        "cv2.normalize(f, None, 0, 1, 32)",
        "cv2.normalize(ab, None, 0, 300, cv2.NORM_MINMAX)",
        "cv2.normalize(np.ones((3, 3), np.float32) * 7, None, 0.25, 0.75, cv2.NORM_MINMAX)",
        "cv2.normalize(f[..., 0].copy(), None, 0, 1, cv2.NORM_MINMAX, -1, grey)",
    ],
    "cv2.threshold": [
        "cv2.threshold(f, 0.5, 1.0, cv2.THRESH_BINARY)",
        "cv2.threshold(f, 0.5, 9.0, cv2.THRESH_BINARY_INV)[1]",
        "cv2.threshold(f, 5.0, 9.0, cv2.THRESH_TRUNC)[1]",
        "cv2.threshold(f + 2, 3.0, 9.0, cv2.THRESH_TOZERO)[1]",
        "cv2.threshold(ab, 127, 255, cv2.THRESH_BINARY)[1]",
        "cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)",
    ],
    "cv2.rectangle": [
        "cv2.rectangle(ab.copy(), (1, 1), (5, 5), (255, 0, 0), 2)",
        "cv2.rectangle(f.copy(), (1, 1), (5, 5), (255, 0, 0), 2)",
        "cv2.rectangle(f.copy(), (1, 1, 4, 4), (9, 0, 0))",
        "cv2.rectangle(f.copy(), (1, 1), (5, 5), color=(7, 0, 0))",
        "[c := f.copy(), cv2.rectangle(c, (1, 1), (5, 5), (255, 0, 0)), c][2]",
    ],
    "cv2.circle": ["cv2.circle(f.copy(), (8, 8), 3, (0, 99, 0), -1)", "cv2.circle(ab.copy(), (8, 8), 3, 300)"],
    "cv2.ellipse": ["cv2.ellipse(f.copy(), (8, 8), (4, 3), 0, 0, 360, (0, 0, 50), -1)"],
    "cv2.line": ["cv2.line(f.copy(), (0, 0), (9, 9), 42, 1)", "cv2.line(ab.copy(), (0, 0), (9, 9), (1, 2, 3))"],
    "cv2.arrowedLine": ["cv2.arrowedLine(f.copy(), (0, 0), (9, 9), (-9, 2, 3))"],
    "cv2.polylines": ["cv2.polylines(f.copy(), [np.int32([[1, 1], [9, 9]])], True, (30, 0, 0))"],
    "cv2.fillPoly": ["cv2.fillPoly(f.copy(), [np.int32([[1, 1], [9, 9], [1, 9]])], (30, 0, 0))"],
    "cv2.fillConvexPoly": ["cv2.fillConvexPoly(f.copy(), np.int32([[1, 1], [9, 9], [1, 9]]), (30, 0, 0))"],
    "cv2.drawContours": ["cv2.drawContours(f.copy(), [np.int32([[[1, 1]], [[9, 9]], [[1, 9]]])], -1, (30, 0, 0))"],
    "cv2.putText": ["cv2.putText(ab.copy(), 'x', (1, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (30, 0, 0), 1)"],
    "cv2.fastNlMeansDenoising": ["cv2.fastNlMeansDenoising(grey, None, 9)"],
    "cv2.fastNlMeansDenoisingColored": ["cv2.fastNlMeansDenoisingColored(ab, None, 9, 9)"],
    "cv2.detailEnhance": ["cv2.detailEnhance(ab, sigma_s=5, sigma_r=0.5)"],
    "cv2.edgePreservingFilter": ["cv2.edgePreservingFilter(ab, flags=1, sigma_s=5, sigma_r=0.4)"],
    "cv2.stylization": ["cv2.stylization(ab)"],
    "cv2.seamlessClone": [
        "cv2.seamlessClone(ab[4:12, 4:12].copy(), ab, np.full((8, 8), 255, np.uint8), (8, 8), cv2.NORMAL_CLONE)",
    ],
    "cv2.setNumThreads": ["cv2.setNumThreads(1)"],
}
