"""Expressions that exercise the models of scikit-image, scipy, and the libraries that read or show pictures."""

from __future__ import annotations

SETUP = (
    "import matplotlib\n"
    "matplotlib.use('Agg')\n"
    "import matplotlib.cm, matplotlib.pyplot as plt, scipy.datasets, scipy.ndimage as ndi, scipy.special\n"
    "import imageio, imageio.v2, imageio.v3, skimage.io, tempfile\n"
    "import skimage, skimage.color, skimage.data, skimage.exposure, skimage.filters, skimage.transform, skimage.util\n"
    "import sklearn.datasets\n"
    "hard = (au > 0.5).astype(np.float64)\n"
    "folder = tempfile.TemporaryDirectory()\n"
    "png, jpg, gif = folder.name + '/x.png', folder.name + '/x.jpg', folder.name + '/x.gif'\n"
    "pil.save(png)\n"
    "pil.save(jpg)\n"
    "imageio.mimsave(gif, [ab, ab])"
)
"""What these expressions need besides the prelude."""

_PICTURES = (
    "astronaut brick camera cat chelsea clock coffee coins colorwheel grass gravel hubble_deep_field "
    "immunohistochemistry logo moon page retina rocket text"
)
_PLOTS = {
    "imshow": "au",
    "title": "'x'",
    "axis": "'off'",
    "close": "",
    "figure": "",
    "tight_layout": "",
    "savefig": "png",
}
_MAPS = "viridis plasma inferno magma jet hot gray turbo coolwarm bwr hsv"
_RANKS = {
    "uniform_filter": "3",
    "median_filter": "3",
    "minimum_filter": "3",
    "maximum_filter": "3",
    "percentile_filter": "20, 3",
}
_SPLINES = {
    "zoom": "(1.7, 1.7, 1)",
    "rotate": "30",
    "shift": "(0.5, 0.5, 0)",
    "affine_transform": "[0.9, 0.9, 1]",
    "map_coordinates": "np.random.uniform(-2, 18, (3, 99))",
}
_WARPS = {
    "resize": "(37, 41)",
    "rescale": "(1.7, 1.7, 1)",
    "rotate": "30",
    "warp": "skimage.transform.AffineTransform(translation=(2.5, 3.5))",
    "swirl": "strength=3",
}

EXAMPLES: dict[str, list[str]] = {
    **{f"skimage.data.{n}": [f"skimage.data.{n}()"] for n in _PICTURES.split()},
    **{f"matplotlib.pyplot.{n}": [f"plt.{n}({c})"] for n, c in _PLOTS.items()},
    **{
        f"{module}.{name}": [f"{module}.{name}({a})" for a in calls]
        for module in ("imageio", "imageio.v2")
        for name, calls in {
            "imread": ("png", "uri=jpg", "png, pilmode='F'"),
            "mimread": ("gif",),
            "imwrite": ("png, ab",),
            "imsave": ("png, ab",),
            "mimsave": ("gif, [ab, ab]",),
            "mimwrite": ("gif, [ab, ab]",),
            "get_reader": ("gif",),
        }.items()
    },
    "imageio.core.format.Format.Reader": [
        "next(iter(imageio.get_reader(gif)))",
        "np.stack([next(iter(imageio.v2.get_reader(gif)))]) / 255",
    ],
    "imageio.core.format.Format.Reader.get_data": ["imageio.get_reader(gif).get_data(0)"],
    "imageio.core.format.Format.Reader.iter_data": ["next(imageio.get_reader(gif).iter_data())"],
    "imageio.v3.imread": [
        "imageio.v3.imread(png)",
        "imageio.v3.imread(png, index=None) / 255",
        "imageio.v3.imread(png, mode='F')",
    ],
    "imageio.v3.imiter": ["list(imageio.v3.imiter(gif))", "np.stack(list(imageio.v3.imiter(gif)))"],
    "imageio.v3.imwrite": ["imageio.v3.imwrite(png, ab)"],
    "skimage.io.imread": [
        "skimage.io.imread(png)",
        "skimage.io.imread(jpg) / 255",
        "skimage.io.imread(png, as_gray=True)",
    ],
    "skimage.io.imsave": ["skimage.io.imsave(png, ab)"],
    "matplotlib.pyplot.imread": ["plt.imread(png)", "plt.imread(jpg)", "matplotlib.image.imread(png, format='png')"],
    "matplotlib.image.imread": [
        "matplotlib.image.imread(png)",
        "matplotlib.image.imread(open(jpg, 'rb'), format='jpg')",
    ],
    "matplotlib.pyplot.imsave": ["plt.imsave(png, au)"],
    **{
        f"matplotlib.cm.{n}": [f"matplotlib.cm.{n}(au)", f"matplotlib.cm.{n}(ab[..., 0], bytes=True)"]
        for n in _MAPS.split()
    },
    **{f"matplotlib.pyplot.cm.{n}": [f"plt.cm.{n}(a)[..., :3]"] for n in _MAPS.split()},
    **{
        f"scipy.ndimage.{n}": [
            f"ndi.{n}(a, {c})",
            f"ndi.{n}(ab, {c})",
            f"ndi.{n}(a + 2, {c}, mode='constant')",
            f"ndi.{n}(a, {c}, mode='constant', cval=9)",
            f"ndi.{n}(ab, {c}, output=np.float32)",
        ]
        for n, c in _RANKS.items()
    },
    **{
        f"scipy.ndimage.{n}": [
            f"ndi.{n}(hard, {c})",
            f"ndi.{n}(ab, {c})",
            f"ndi.{n}(hard + 2, {c}, order=1)",
            f"ndi.{n}(hard, {c}, order=0, cval=9)",
            f"ndi.{n}(hard, {c}, order=1, mode='nearest')",
            f"ndi.{n}(hard, {c}, order=2, mode='reflect')",
        ]
        for n, c in _SPLINES.items()
    },
    **{
        f"skimage.transform.{n}": [
            f"skimage.transform.{n}(ab, {c})",
            f"skimage.transform.{n}(hard, {c})",
            f"skimage.transform.{n}(hard * 3 + 2, {c}, order=3)",
            f"skimage.transform.{n}(hard, {c}, order=3, clip=False)",
            f"skimage.transform.{n}(ab, {c}, preserve_range=True)",
            f"skimage.transform.{n}(au > 0.5, {c})",
            f"skimage.transform.{n}(a.astype(np.float32), {c}, order=0)",
            f"skimage.transform.{n}(hard, {c}, mode='constant', cval=5)",
        ]
        for n, c in _WARPS.items()
    },
    **{
        f"{module}.{n}": [
            f"{module}.{n}(ab)",
            f"{module}.{n}(a)",
            f"{module}.{n}(a > 0)",
            f"{module}.{n}(ab.astype(np.int16))",
        ]
        for module in ("skimage.util", "skimage")
        for n in ("img_as_float", "img_as_float32", "img_as_float64")
    },
    **{
        f"{module}.img_as_ubyte": [f"{module}.img_as_ubyte(au)", f"{module}.img_as_ubyte(ab)"]
        for module in ("skimage.util", "skimage")
    },
    "matplotlib.pyplot.get_cmap": ["plt.get_cmap('jet')(au)"],
    "matplotlib.colors.Colormap": [
        "plt.get_cmap('jet')(au)",
        "plt.get_cmap('hot')(0.5)",
        "plt.get_cmap('hot')(ab, bytes=True)",
    ],
    "sklearn.datasets.load_sample_image": [
        "sklearn.datasets.load_sample_image('china.jpg')",
        "sklearn.datasets.load_sample_image('flower.jpg') / 255",
    ],
    "scipy.ndimage.gaussian_filter": [
        "ndi.gaussian_filter(a, 1.5)",
        "ndi.gaussian_filter(ab, sigma=2)",
        "ndi.gaussian_filter(a, 1, order=1)",
        "ndi.gaussian_filter(a + 2, 1, mode='constant')",
        "ndi.gaussian_filter(ab, 1, output=float)",
        "ndi.gaussian_filter(ab, (1, 1, 0))",
    ],
    "scipy.ndimage.gaussian_filter1d": ["ndi.gaussian_filter1d(a, 1.5)", "ndi.gaussian_filter1d(a, 1.5, 0, 1)"],
    "scipy.ndimage.convolve": ["ndi.convolve(a, np.ones((3, 3, 3)))", "ndi.convolve(ab, np.ones((3, 3, 3)))"],
    "scipy.ndimage.correlate": ["ndi.correlate(a, -np.ones((3, 3, 3)))"],
    "scipy.ndimage.laplace": ["ndi.laplace(a)", "ndi.laplace(ab)"],
    "scipy.ndimage.sobel": ["ndi.sobel(a)", "ndi.sobel(a, axis=0)"],
    "scipy.ndimage.gaussian_laplace": ["ndi.gaussian_laplace(a, 1)"],
    "scipy.special.expit": ["scipy.special.expit(a * 9)", "scipy.special.expit(a.astype(np.float16))"],
    "scipy.special.softmax": ["scipy.special.softmax(a, axis=-1)", "scipy.special.softmax(a)"],
    "skimage.color.rgb2gray": ["skimage.color.rgb2gray(ab)", "skimage.color.rgb2gray(a)"],
    "skimage.color.gray2rgb": ["skimage.color.gray2rgb(a[..., 0])", "skimage.color.gray2rgb(ab[..., 0])"],
    "skimage.color.lab2rgb": ["skimage.color.lab2rgb(a * 99)", "skimage.color.lab2rgb(skimage.color.rgb2lab(ab))"],
    "skimage.color.xyz2rgb": ["skimage.color.xyz2rgb(a * 3)"],
    "skimage.color.luv2rgb": ["skimage.color.luv2rgb(a * 50)"],
    "skimage.color.rgb2hsv": ["skimage.color.rgb2hsv(ab)", "skimage.color.rgb2hsv(au)", "skimage.color.rgb2hsv(a)"],
    "skimage.color.hsv2rgb": ["skimage.color.hsv2rgb(au)", "skimage.color.hsv2rgb(a)"],
    "skimage.color.rgb2lab": ["skimage.color.rgb2lab(ab)"],
    "skimage.exposure.rescale_intensity": [
        "skimage.exposure.rescale_intensity(ab)",
        "skimage.exposure.rescale_intensity(au * 9)",
        "skimage.exposure.rescale_intensity(a)",
        "skimage.exposure.rescale_intensity(a, out_range=(0, 255))",
        "skimage.exposure.rescale_intensity(a, in_range=(0, 1), out_range=(0, 1))",
        "skimage.exposure.rescale_intensity(au, in_range=(0.2, 0.8))",
        "skimage.exposure.rescale_intensity(a, out_range='uint8')",
        "skimage.exposure.rescale_intensity(ab, out_range=np.float32)",
        "skimage.exposure.rescale_intensity(a, out_range='image')",
    ],
    "skimage.exposure.equalize_hist": ["skimage.exposure.equalize_hist(ab)", "skimage.exposure.equalize_hist(a * 9)"],
    "skimage.exposure.equalize_adapthist": [
        "skimage.exposure.equalize_adapthist(ab)",
        "skimage.exposure.equalize_adapthist(au)",
    ],
    "skimage.exposure.match_histograms": [
        "skimage.exposure.match_histograms(a, au)",
        "skimage.exposure.match_histograms(ab, ab, channel_axis=-1)",
        "skimage.exposure.match_histograms(au, a * 5)",
    ],
    "skimage.util.random_noise": [
        "skimage.util.random_noise(ab)",
        "skimage.util.random_noise(au, 's&p')",
        "skimage.util.random_noise(a)",
        "skimage.util.random_noise(au, clip=False, var=4.0)",
    ],
    "skimage.filters.gaussian": [
        "skimage.filters.gaussian(ab, 2)",
        "skimage.filters.gaussian(a, sigma=1)",
        "skimage.filters.gaussian(ab, preserve_range=True)",
        "skimage.filters.gaussian(a + 2, 1, mode='constant')",
    ],
    "skimage.filters.median": ["skimage.filters.median(ab)", "skimage.filters.median(a)"],
}
