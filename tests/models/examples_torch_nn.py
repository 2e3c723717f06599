"""Expressions that run every model of `flake8_topil.models.torch_nn` on real tensors; see `prelude` for the names."""

from __future__ import annotations

_GRID = "torch.rand(1, 20, 20, 2) * 3 - 1.5"

EXAMPLES: dict[str, list[str]] = {
    # Activations
    "torch.nn.functional.gelu": ["F.gelu(x)", "F.gelu(x, approximate='tanh')", "F.gelu(-u * 5)", "F.gelu(u)"],
    "torch.nn.GELU": ["nn.GELU()(x)", "nn.GELU('tanh')(x)"],
    "torch.nn.functional.hardtanh": [
        "F.hardtanh(x)",
        "F.hardtanh(x, 0.0, 1.0)",
        "F.hardtanh(x, min_val=-0.2, max_val=0.7)",
    ],
    "torch.nn.Hardtanh": [
        "nn.Hardtanh()(x)",
        "nn.Hardtanh(0, 1)(x)",
        "nn.Hardtanh(min_val=0.0, max_val=0.5, inplace=True)(x.clone())",
    ],
    "torch.nn.functional.relu6": ["F.relu6(x)", "F.relu6(x * 20)"],
    "torch.nn.ReLU6": ["nn.ReLU6()(x * 9)"],
    "torch.nn.functional.threshold": ["F.threshold(x, 0.1, 20)", "F.threshold(u, -1.0, 5.0)", "F.threshold(x, 0, 0)"],
    "torch.nn.Threshold": ["nn.Threshold(1.0, -3.0)(x)"],
    "torch.threshold": ["torch.threshold(x, 0.5, 0.5)"],
    "torch.nn.functional.leaky_relu": [
        "F.leaky_relu(x)",
        "F.leaky_relu(x, 0.2)",
        "F.leaky_relu(x, negative_slope=-1.5)",
        "F.leaky_relu_(x.clone())",
    ],
    "torch.nn.LeakyReLU": ["nn.LeakyReLU()(x)", "nn.LeakyReLU(0.2, inplace=True)(x.clone())"],
    "torch.nn.functional.rrelu": ["F.rrelu(x)", "F.rrelu(x, 0.5, 2.0, training=True)"],
    "torch.nn.RReLU": ["nn.RReLU()(x)", "nn.RReLU(0.1, 0.9)(x)"],
    "torch.rrelu": ["torch.rrelu(x)"],
    "torch.nn.functional.prelu": ["F.prelu(x4, torch.tensor([0.25]))", "F.prelu(x4, torch.tensor([-2.0, 0.5, 3.0]))"],
    "torch.prelu": ["torch.prelu(x4, torch.tensor([0.25]))"],
    "Tensor.prelu": ["x4.prelu(torch.tensor([0.25]))"],
    "torch.nn.PReLU": ["nn.PReLU()(x)", "nn.PReLU(3)(x4)", "nn.PReLU()(u)"],
    "torch.nn.functional.elu": ["F.elu(x)", "F.elu(x, 2.0)", "F.elu(x, alpha=-1.0)"],
    "torch.nn.ELU": ["nn.ELU()(x)", "nn.ELU(alpha=0.5)(x)"],
    "torch.nn.functional.celu": ["F.celu(x)", "F.celu(x, 3.0)"],
    "torch.nn.CELU": ["nn.CELU(0.1)(x)"],
    "torch.celu": ["torch.celu(x)", "torch.celu_(x.clone())"],
    "torch.nn.functional.selu": ["F.selu(x)"],
    "torch.nn.SELU": ["nn.SELU()(x * 9)"],
    "torch.selu": ["torch.selu(x)", "torch.selu_(x.clone())"],
    "torch.nn.functional.softplus": ["F.softplus(x)", "F.softplus(x, beta=2)", "F.softplus(x, 1.0, 0.5)"],
    "torch.nn.Softplus": ["nn.Softplus()(x * 50)", "nn.Softplus(threshold=1.0)(x)"],
    "torch.nn.functional.softshrink": ["F.softshrink(x)", "F.softshrink(x, 0.1)"],
    "torch.nn.Softshrink": ["nn.Softshrink()(x)"],
    "torch.nn.functional.hardshrink": ["F.hardshrink(x)", "F.hardshrink(u + 0.2, 0.5)"],
    "torch.nn.Hardshrink": ["nn.Hardshrink(1.5)(x)"],
    "torch.hardshrink": ["torch.hardshrink(x)"],
    "Tensor.hardshrink": ["x.hardshrink(0.1)"],
    "torch.nn.functional.glu": ["F.glu(x)"],
    "torch.nn.GLU": ["nn.GLU(1)(x)"],
    "torch.nn.functional.normalize": [
        "F.normalize(x, dim=0)",
        "F.normalize(u, p=1)",
        "F.normalize(x, p=float('inf'))",
        "F.normalize(-u)",
    ],
    "torch.nn.functional.local_response_norm": ["F.local_response_norm(x4, 2)", "F.local_response_norm(x4, 2, k=0.5)"],
    "torch.nn.LocalResponseNorm": [
        "nn.LocalResponseNorm(2)(x4)",
        "nn.LocalResponseNorm(2, alpha=50.0, beta=2.0)(u4 + 1)",
    ],
    "torch.nn.functional.cosine_similarity": ["F.cosine_similarity(x, y)", "F.cosine_similarity(x, x, dim=0)"],
    "torch.cosine_similarity": ["torch.cosine_similarity(x, y, dim=-1)"],
    "torch.nn.CosineSimilarity": ["nn.CosineSimilarity(0)(x, y)"],
    "torch.nn.functional.pairwise_distance": ["F.pairwise_distance(x, y)"],
    "torch.nn.PairwiseDistance": ["nn.PairwiseDistance(p=1)(x, y)"],
    "torch.nn.functional.pdist": ["F.pdist(x[0])"],
    "torch.nn.functional.one_hot": ["F.one_hot(i)", "F.one_hot(i, num_classes=9).float()"],
    # Dropout
    "torch.dropout": ["torch.dropout(x, 0.5, True)", "torch.dropout(x, 0.5, False)"],
    "torch.nn.functional.alpha_dropout": ["F.alpha_dropout(x)", "F.alpha_dropout(x, 0.5, True)"],
    "torch.nn.AlphaDropout": ["nn.AlphaDropout()(x)"],
    "torch.nn.functional.feature_alpha_dropout": ["F.feature_alpha_dropout(x4, 0.3, training=True)"],
    "torch.nn.FeatureAlphaDropout": ["nn.FeatureAlphaDropout()(x4)"],
    # Pooling
    "torch.nn.functional.avg_pool2d": [
        "F.avg_pool2d(x, 2)",
        "F.avg_pool2d(u + 1, 3, 1, 1)",
        "F.avg_pool2d(u + 1, 3, stride=1, padding=1, count_include_pad=False)",
        "F.avg_pool2d(x, 2, divisor_override=1)",
        "F.avg_pool2d(x, (2, 3), divisor_override=2)",
        "F.avg_pool2d(u + 1, 3, ceil_mode=True)",
    ],
    "torch.nn.AvgPool2d": [
        "nn.AvgPool2d(2)(x4)",
        "nn.AvgPool2d(3, 1, 1)(u4 + 1)",
        "nn.AvgPool2d(2, divisor_override=3)(x4)",
    ],
    "torch.nn.functional.max_pool2d": [
        "F.max_pool2d(x, 2)",
        "F.max_pool2d(-u - 1, 3, 1, 1)",
        "F.max_pool2d(x, 2, return_indices=True)",
        "-F.max_pool2d(-x, 3, 1, 1)",
    ],
    "torch.nn.MaxPool2d": ["nn.MaxPool2d(3, 2, padding=1)(x4)", "nn.MaxPool2d(2, return_indices=True)(x4)"],
    "torch.nn.functional.adaptive_max_pool2d": [
        "F.adaptive_max_pool2d(x, 4)",
        "F.adaptive_max_pool2d(x4, (3, 5), True)",
    ],
    "torch.nn.functional.max_unpool2d": ["F.max_unpool2d(*F.max_pool2d(x4 + 3, 2, return_indices=True), 2)"],
    "torch.nn.MaxUnpool2d": ["nn.MaxUnpool2d(2)(*nn.MaxPool2d(2, return_indices=True)(x4 + 3))"],
    "torch.nn.functional.max_unpool1d": ["F.max_unpool1d(*F.max_pool1d(x + 3, 2, return_indices=True), 2)"],
    "torch.nn.MaxUnpool1d": ["nn.MaxUnpool1d(2)(*nn.MaxPool1d(2, return_indices=True)(x))"],
    "torch.nn.functional.max_unpool3d": [
        "F.max_unpool3d(*F.max_pool3d(x4[None], (1, 2, 2), return_indices=True), (1, 2, 2))"
    ],
    "torch.nn.MaxUnpool3d": ["nn.MaxUnpool3d((1, 2, 2))(*nn.MaxPool3d((1, 2, 2), return_indices=True)(x4[None]))"],
    "torch.nn.functional.fractional_max_pool2d": ["F.fractional_max_pool2d(x4, 2, output_size=5)"],
    "torch.nn.FractionalMaxPool2d": ["nn.FractionalMaxPool2d(2, output_ratio=0.5)(x4)"],
    "torch.nn.functional.fractional_max_pool3d": [
        "F.fractional_max_pool3d(x4[None], (1, 2, 2), output_size=(1, 5, 5))"
    ],
    "torch.nn.FractionalMaxPool3d": ["nn.FractionalMaxPool3d((1, 2, 2), output_size=(1, 5, 5))(x4[None])"],
    "torch.nn.functional.lp_pool3d": ["F.lp_pool3d(u4[None], 2, (1, 2, 2))"],
    "torch.nn.LPPool3d": ["nn.LPPool3d(2, (1, 2, 2))(u4[None])"],
    # Padding, folding, moving
    "torch.nn.functional.pad": [
        "F.pad(x, (1, 1, 1, 1))",
        "F.pad(u + 1, (1, 1))",
        "F.pad(x, [1, 2], mode='constant', value=9)",
        "F.pad(u + 1, (1, 1, 1, 1), mode='reflect')",
        "F.pad(u + 1, (1, 1, 1, 1), 'replicate')",
        "F.pad(u4 + 1, (1, 1, 1, 1), mode='circular')",
        "F.pad(b, (1, 1), value=3)",
    ],
    "torch.nn.functional.fold": ["F.fold(F.unfold(x4, 2), (16, 16), 2)"],
    "torch.nn.Fold": ["nn.Fold((16, 16), 2)(F.unfold(u4, 2))"],
    "torch.nn.functional.unfold": ["F.unfold(u4 + 1, 3)", "F.unfold(u4 + 1, 3, padding=1)"],
    "torch.nn.Unfold": ["nn.Unfold(2)(u4 + 1)", "nn.Unfold(3, padding=(0, 1))(u4 + 1)"],
    "torch.nn.Flatten": ["nn.Flatten()(x)", "nn.Flatten(0)(x)"],
    "torch.nn.Unflatten": ["nn.Unflatten(1, (4, 4))(x)"],
    "torch.nn.functional.pixel_shuffle": ["F.pixel_shuffle(x4.repeat(1, 4, 1, 1), 2)"],
    "torch.nn.PixelShuffle": ["nn.PixelShuffle(2)(x4.repeat(1, 4, 1, 1))"],
    "torch.pixel_shuffle": ["torch.pixel_shuffle(x4.repeat(1, 4, 1, 1), 2)"],
    "torch.nn.functional.pixel_unshuffle": ["F.pixel_unshuffle(x4, 2)"],
    "torch.nn.PixelUnshuffle": ["nn.PixelUnshuffle(4)(x4)"],
    "torch.pixel_unshuffle": ["torch.pixel_unshuffle(x4, 2)"],
    "torch.nn.functional.channel_shuffle": ["F.channel_shuffle(x4, 3)"],
    "torch.nn.ChannelShuffle": ["nn.ChannelShuffle(3)(x4)"],
    "torch.channel_shuffle": ["torch.channel_shuffle(x4, 1)"],
    # Resampling
    "torch.nn.functional.interpolate": [
        "F.interpolate(x4, scale_factor=2)",
        "F.interpolate(x4, size=(5, 7))",
        "F.interpolate(x4, (23, 5), mode='nearest-exact')",
        "F.interpolate(x4, scale_factor=0.5, mode='area')",
        "F.interpolate(x4, size=(23, 17), mode='bilinear', align_corners=False)",
        "F.interpolate(x4, size=(25, 7), mode='bilinear', antialias=True)",
        "F.interpolate(x, size=17, mode='linear')",
        "F.interpolate(x4[:, :, None], size=(2, 5, 7), mode='trilinear')",
        "F.interpolate((u4 > 0.5).float(), scale_factor=2, mode='bicubic')",
        "F.interpolate((u4 > 0.5).float(), scale_factor=3, mode='bicubic')",
        "F.interpolate((u4 > 0.5).float(), scale_factor=4, mode='bicubic', align_corners=True)",
        "F.interpolate((u4 > 0.5).float(), size=(30, 31), mode='bicubic')",
        "F.interpolate((u4 > 0.5).float(), size=(30, 31), mode='bicubic', antialias=True)",
        "F.interpolate((u4 > 0.5).float(), scale_factor=4, mode='bicubic', antialias=True)",
        "F.interpolate((u4 > 0.5).float(), size=(15, 14), mode='bicubic', antialias=True)",
        "F.interpolate((u4 > 0.5).float(), scale_factor=0.5, mode='bicubic')",
        "F.interpolate((u4 > 0.5).float(), scale_factor=(2, 3), mode='bicubic')",
        "F.interpolate((u4 > 0.5).float(), size=(20, 19), mode='lanczos', antialias=True, align_corners=False)",
        "F.interpolate(b4, scale_factor=2, mode='bicubic')",
        "F.interpolate(b4, size=(5, 7), mode='bilinear', antialias=True)",
        "F.interpolate((u4 > 0.5).float(), scale_factor=2, mode='bicubic').clamp(0, 1)",
    ],
    "torch.nn.functional.upsample": [
        "F.upsample(x4, scale_factor=2, mode='bilinear')",
        "F.upsample(x4, (20, 20), mode='bicubic')",
    ],
    "torch.nn.Upsample": [
        "nn.Upsample(scale_factor=2, mode='bilinear')(x4)",
        "nn.Upsample(scale_factor=3)(x4)",
        "nn.Upsample(scale_factor=2, mode='bicubic')((u4 > 0.5).float())",
        "nn.Upsample(size=(40, 40), mode='bicubic', align_corners=True)((u4 > 0.5).float())",
    ],
    "torch.nn.functional.upsample_bilinear": ["F.upsample_bilinear(x4, scale_factor=2)"],
    "torch.nn.UpsamplingBilinear2d": ["nn.UpsamplingBilinear2d(scale_factor=2)(x4)"],
    "torch.nn.functional.upsample_nearest": ["F.upsample_nearest(x4, size=(20, 9))"],
    "torch.nn.UpsamplingNearest2d": ["nn.UpsamplingNearest2d(scale_factor=2)(x4)"],
    "torch.nn.functional.grid_sample": [
        f"F.grid_sample(u4 + 1, {_GRID}, align_corners=False)",
        f"F.grid_sample(u4 + 1, {_GRID}, padding_mode='border', align_corners=True)",
        f"F.grid_sample(u4 + 1, {_GRID}, mode='nearest', padding_mode='reflection', align_corners=False)",
        f"F.grid_sample((u4 > 0.5).float(), {_GRID}, mode='bicubic', align_corners=False)",
        f"F.grid_sample((u4 > 0.5).float() + 1, {_GRID}, 'bicubic', 'border', False)",
    ],
    "torch.nn.functional.affine_grid": ["F.affine_grid(torch.eye(2, 3)[None], (1, 3, 8, 8), align_corners=False)"],
    # Layers with weights
    "torch.nn.functional.linear": ["F.linear(x, torch.randn(4, 16))"],
    "torch.nn.Linear": ["nn.Linear(16, 4)(x)"],
    "torch.nn.LazyLinear": ["nn.LazyLinear(4)(x)"],
    "torch.nn.functional.batch_norm": ["F.batch_norm(x4, torch.zeros(3), torch.ones(3))"],
    "torch.nn.functional.layer_norm": ["F.layer_norm(x, x.shape[-2:])"],
    "torch.nn.functional.group_norm": ["F.group_norm(x4, 3)"],
    "torch.nn.functional.instance_norm": ["F.instance_norm(x4)"],
    "torch.nn.functional.rms_norm": ["F.rms_norm(x, (16,))"],
    "torch.nn.LayerNorm": ["nn.LayerNorm(16)(x)"],
    "torch.nn.GroupNorm": ["nn.GroupNorm(1, 3)(x4)"],
    "torch.nn.RMSNorm": ["nn.RMSNorm(16)(x)"],
    "torch.nn.CrossMapLRN2d": ["nn.CrossMapLRN2d(3)(x4)"],
    "torch.nn.functional.bilinear": ["F.bilinear(x, y, torch.randn(4, 16, 16))"],
    "torch.nn.Bilinear": ["nn.Bilinear(16, 16, 4)(x, y)"],
    "torch.nn.functional.embedding": ["F.embedding(i, torch.rand(8, 4))"],
    "torch.nn.Embedding": ["nn.Embedding(8, 4)(i)"],
    "torch.nn.EmbeddingBag": ["nn.EmbeddingBag(8, 4)(i[0])"],
    "torch.nn.functional.scaled_dot_product_attention": [
        "F.scaled_dot_product_attention(x, y, u)",
        "F.scaled_dot_product_attention(x, y, u + 1, is_causal=True)",
        "F.scaled_dot_product_attention(x, y, value=u, dropout_p=0.5)",
    ],
    "torch.nn.RNN": ["nn.RNN(16, 4)(x)"],
    "torch.nn.GRU": ["nn.GRU(16, 4)(x)"],
    "torch.nn.LSTM": ["nn.LSTM(16, 4)(x)", "nn.LSTM(16, 4, batch_first=True)(x)[0]"],
    "torch.nn.RNNCell": ["nn.RNNCell(16, 4)(x[0])"],
    "torch.nn.GRUCell": ["nn.GRUCell(16, 4)(x[0])"],
    "torch.nn.LSTMCell": ["nn.LSTMCell(16, 4)(x[0])"],
    "torch.nn.MultiheadAttention": ["nn.MultiheadAttention(16, 2)(x, y, u)"],
    "torch.nn.Transformer": ["nn.Transformer(16, 2, 1, 1, 8)(x, y)"],
    "torch.nn.TransformerEncoder": ["nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 2, 8), 1)(x)"],
    "torch.nn.TransformerDecoder": ["nn.TransformerDecoder(nn.TransformerDecoderLayer(16, 2, 8), 1)(x, y)"],
    "torch.nn.TransformerEncoderLayer": ["nn.TransformerEncoderLayer(16, 2, 8)(x)"],
    "torch.nn.TransformerDecoderLayer": ["nn.TransformerDecoderLayer(16, 2, 8)(x, y)"],
    # Losses
    "torch.nn.functional.l1_loss": [
        "F.l1_loss(x, y)",
        "F.l1_loss(x, y, reduction='none')",
        "F.l1_loss(x, y, reduction='sum')",
    ],
    "torch.nn.L1Loss": ["nn.L1Loss()(x, u)", "nn.L1Loss(reduction='sum')(x, u)"],
    "torch.nn.functional.mse_loss": ["F.mse_loss(x, u)", "F.mse_loss(x, y, reduction='none')"],
    "torch.nn.MSELoss": ["nn.MSELoss()(x, y)"],
    "torch.nn.functional.triplet_margin_loss": ["F.triplet_margin_loss(x, y, u)"],
    "torch.nn.TripletMarginLoss": ["nn.TripletMarginLoss()(x, y, u)"],
    "torch.nn.functional.margin_ranking_loss": ["F.margin_ranking_loss(x, y, torch.ones(1, 1, 1))"],
    "torch.nn.MarginRankingLoss": ["nn.MarginRankingLoss(0.5)(x, y, torch.ones(1, 1, 1))"],
    "torch.nn.functional.cosine_embedding_loss": ["F.cosine_embedding_loss(x[0], y[0], torch.ones(16))"],
    "torch.nn.CosineEmbeddingLoss": ["nn.CosineEmbeddingLoss()(x[0], y[0], torch.ones(16))"],
    "torch.nn.functional.ctc_loss": [
        "F.ctc_loss(torch.randn(9, 2, 5).log_softmax(2), torch.ones(2, 3).long(), (9, 9), (3, 3))"
    ],
    "torch.nn.CTCLoss": ["nn.CTCLoss()(torch.randn(9, 2, 5).log_softmax(2), torch.ones(2, 3).long(), (9, 9), (3, 3))"],
    "torch.nn.functional.gaussian_nll_loss": ["F.gaussian_nll_loss(x, y, u + 0.1)"],
    "torch.nn.GaussianNLLLoss": ["nn.GaussianNLLLoss()(x, y, u + 0.1)"],
    # Containers and wrappers
    "torch.nn.Sequential": [
        "nn.Sequential(nn.Conv2d(3, 3, 3), nn.Sigmoid())(x4)",
        "nn.Sequential(nn.Tanh(), nn.ReLU())(x)",
        "nn.Sequential(nn.Sequential(nn.Tanh()), nn.Upsample(scale_factor=2, mode='bicubic'))(x4)",
        "nn.Sequential()(x)",
        "nn.Sequential(*[nn.Sigmoid() for _ in range(3)])(x)",
        "nn.Sequential(nn.Linear(16, 16), *[nn.ReLU() for _ in range(i[0, 0, 0].item())], nn.Hardtanh(0, 1))(x)",
    ],
    "torch.nn.Identity": ["nn.Identity()(x)", "nn.Identity(54, unused=0.1)(b)"],
    "torch.nn.ModuleDict": ["nn.ModuleDict({'a': nn.Sigmoid()})['a'](x)"],
    "torch.nn.ParameterDict": ["nn.ParameterDict({'a': nn.Parameter(u)})['a']"],
    "torch.nn.ParameterList": ["nn.ParameterList([nn.Parameter(u)])[0]"],
    "torch.optim.swa_utils.AveragedModel": [
        "torch.optim.swa_utils.AveragedModel(nn.Sigmoid())(x)",
        "torch.optim.swa_utils.AveragedModel(nn.Conv2d(3, 3, 3), use_buffers=True)(u)",
    ],
    "torch.nn.DataParallel": ["nn.DataParallel(nn.Sigmoid())(x)"],
    "torch.nn.utils.spectral_norm": ["nn.utils.spectral_norm(nn.Linear(16, 4))(x)"],
    "torch.nn.utils.weight_norm": ["nn.utils.weight_norm(nn.Linear(16, 4))(x).sigmoid()"],
    "torch.nn.utils.remove_weight_norm": ["nn.utils.remove_weight_norm(nn.utils.weight_norm(nn.Linear(16, 4)))(x)"],
    "torch.nn.utils.remove_spectral_norm": [
        "nn.utils.remove_spectral_norm(nn.utils.spectral_norm(nn.Linear(16, 4)))(x)"
    ],
    "torch.nn.utils.parametrizations.spectral_norm": ["nn.utils.parametrizations.spectral_norm(nn.Linear(16, 4))(x)"],
    "torch.nn.utils.parametrizations.weight_norm": ["nn.utils.parametrizations.weight_norm(nn.Linear(16, 4))(x)"],
    "torch.nn.SyncBatchNorm.convert_sync_batchnorm": ["nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sigmoid())(x)"],
    "torch.jit.trace": ["torch.jit.trace(nn.Sigmoid(), x)(x)"],
    "torch.jit.freeze": ["torch.jit.freeze(torch.jit.trace(nn.Sigmoid().eval(), x))(x)"],
    "torch.vmap": ["torch.vmap(torch.sigmoid)(x)"],
    "torch.func.vmap": ["torch.func.vmap(lambda t: t.clamp(0, 1))(x)"],
    "torch.utils.checkpoint.checkpoint": ["torch.utils.checkpoint.checkpoint(torch.sigmoid, x, use_reentrant=False)"],
    "torch.utils.checkpoint.checkpoint_sequential": [
        "torch.utils.checkpoint.checkpoint_sequential(nn.Sequential(nn.Tanh(), nn.ReLU()), 2, x, use_reentrant=False)"
    ],
}

for _name, _module in {
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "hardsigmoid": "Hardsigmoid",
    "logsigmoid": "LogSigmoid",
    "softsign": "Softsign",
    "tanhshrink": "Tanhshrink",
    "silu": "SiLU",
    "mish": "Mish",
    "hardswish": "Hardswish",
}.items():
    _inputs = ("x", "x * 20", "u", "-u * 3 - 1", "h")
    EXAMPLES[f"torch.nn.functional.{_name}"] = [f"F.{_name}({v})" for v in _inputs]
    EXAMPLES[f"torch.nn.{_module}"] = [f"nn.{_module}()({v})" for v in _inputs]

for _d, _input in {"": "x", "1d": "x", "2d": "x4", "3d": "x4[None]"}.items():
    EXAMPLES[f"torch.nn.functional.dropout{_d}"] = [
        f"F.dropout{_d}({_input}, 0.5)",
        f"F.dropout{_d}({_input}, p=0.2)",
        f"F.dropout{_d}({_input}, 0.5, training=False)",
        f"F.dropout{_d}({_input}, 0.0)",
        f"F.dropout{_d}({_input}, 1.0)",
    ]
    EXAMPLES[f"torch.nn.Dropout{_d}"] = [f"nn.Dropout{_d}(0.1)({_input})", f"nn.Dropout{_d}().eval()({_input})"]

for _d, _input, _kernel in (("1d", "x", "2"), ("2d", "x4", "2"), ("3d", "x4[None]", "(1, 2, 2)")):
    EXAMPLES.setdefault(f"torch.nn.functional.avg_pool{_d}", [f"F.avg_pool{_d}({_input}, {_kernel})"])
    EXAMPLES.setdefault(f"torch.nn.AvgPool{_d}", [f"nn.AvgPool{_d}({_kernel})({_input})"])
    EXAMPLES.setdefault(
        f"torch.nn.functional.max_pool{_d}", [f"F.max_pool{_d}({_input}, {_kernel}, return_indices=True)"]
    )
    EXAMPLES.setdefault(f"torch.nn.MaxPool{_d}", [f"nn.MaxPool{_d}({_kernel})({_input})"])
    EXAMPLES[f"torch.max_pool{_d}"] = [f"torch.max_pool{_d}({_input}, {_kernel})"]
    for _sort in ("avg", "max"):
        EXAMPLES.setdefault(
            f"torch.nn.functional.adaptive_{_sort}_pool{_d}", [f"F.adaptive_{_sort}_pool{_d}({_input}, 1)"]
        )
        EXAMPLES[f"torch.nn.Adaptive{_sort.title()}Pool{_d}"] = [
            f"nn.Adaptive{_sort.title()}Pool{_d}(1)({_input})",
            f"nn.Adaptive{_sort.title()}Pool{_d}(output_size=1)({_input} * 2)",
        ]
    EXAMPLES.setdefault(
        f"torch.nn.functional.lp_pool{_d}", [f"F.lp_pool{_d}({_input}, 2, 2)", f"F.lp_pool{_d}({_input} * 0 + 1, 1, 2)"]
    )
    EXAMPLES.setdefault(f"torch.nn.LPPool{_d}", [f"nn.LPPool{_d}(3, 2)({_input})"])
    _one = f"({_input}.abs() + 1)"
    EXAMPLES[f"torch.nn.ConstantPad{_d}"] = [f"nn.ConstantPad{_d}(1, 3.5)({_one})"]
    EXAMPLES[f"torch.nn.ZeroPad{_d}"] = [f"nn.ZeroPad{_d}(1)({_one})"]
    for _module in ("ReflectionPad", "ReplicationPad", "CircularPad"):
        _tall = _one if _d != "3d" else "(u4.view(1, 3, 4, 8, 8) + 1)"
        EXAMPLES[f"torch.nn.{_module}{_d}"] = [f"nn.{_module}{_d}(1)({_tall})"]
    _image = {"1d": "x[:, 0]", "2d": "x", "3d": "x[:, None]"}[_d]
    _weight = "3, 3" + {"1d": ", 3", "2d": ", 3, 3", "3d": ", 1, 3, 3"}[_d]
    for _sort in ("conv", "conv_transpose"):
        EXAMPLES[f"torch.nn.functional.{_sort}{_d}"] = [f"F.{_sort}{_d}({_image}, torch.randn({_weight}))"]
        EXAMPLES[f"torch.{_sort}{_d}"] = [f"torch.{_sort}{_d}({_image}, torch.randn({_weight}))"]
    for _module in ("Conv", "ConvTranspose"):
        EXAMPLES[f"torch.nn.{_module}{_d}"] = [f"nn.{_module}{_d}(3, 4, 1)({_image})"]
        EXAMPLES[f"torch.nn.Lazy{_module}{_d}"] = [f"nn.Lazy{_module}{_d}(4, kernel_size=1)({_input})"]
    EXAMPLES[f"torch.nn.BatchNorm{_d}"] = [f"nn.BatchNorm{_d}(3)({_image}[None])"]
    EXAMPLES[f"torch.nn.LazyBatchNorm{_d}"] = [f"nn.LazyBatchNorm{_d}()({_input})"]
    EXAMPLES[f"torch.nn.InstanceNorm{_d}"] = [f"nn.InstanceNorm{_d}(3)({_input})"]

for _name, _module in {
    "smooth_l1_loss": "SmoothL1Loss",
    "huber_loss": "HuberLoss",
    "soft_margin_loss": "SoftMarginLoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "hinge_embedding_loss": "HingeEmbeddingLoss",
    "kl_div": "KLDivLoss",
    "poisson_nll_loss": "PoissonNLLLoss",
}.items():
    EXAMPLES[f"torch.nn.functional.{_name}"] = [f"F.{_name}(x, u)", f"F.{_name}(x, u, reduction='sum')"]
    EXAMPLES[f"torch.nn.{_module}"] = [f"nn.{_module}()(x, u)"]
for _name, _module, _arguments in (
    ("binary_cross_entropy", "BCELoss", "u, u"),
    ("cross_entropy", "CrossEntropyLoss", "x[0], i[0, 0]"),
    ("nll_loss", "NLLLoss", "x[0], i[0, 0]"),
    ("multi_margin_loss", "MultiMarginLoss", "x[0], i[0, 0]"),
    ("multilabel_margin_loss", "MultiLabelMarginLoss", "x[0], i[0]"),
    ("multilabel_soft_margin_loss", "MultiLabelSoftMarginLoss", "x[0], u[0]"),
):
    EXAMPLES[f"torch.nn.functional.{_name}"] = [f"F.{_name}({_arguments})"]
    EXAMPLES[f"torch.nn.{_module}"] = [f"nn.{_module}()({_arguments})"]
