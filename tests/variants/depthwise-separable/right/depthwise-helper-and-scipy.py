from scipy.signal import correlate2d


def one_channel(image, kernel, stride):
    return correlate2d(image, kernel, mode="valid")[::stride, ::stride]


def depthwise_conv_forward(A_prev, W, b, hparameters):
    pad, stride = hparameters.get("pad"), hparameters.get("stride")
    results = []
    for example in A_prev:
        padded = np.pad(example, ((pad, pad), (pad, pad), (0, 0)))
        channels = [one_channel(padded[..., c], W[..., c], stride) for c in range(W.shape[-1])]
        results.append(np.stack(channels, axis=-1))
    return np.array(results) + b.reshape(-1)
