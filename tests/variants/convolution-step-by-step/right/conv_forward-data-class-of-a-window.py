from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceOfWindow:
    row: int
    column: int
    size: int

    def of(self, image):
        return image[self.row:self.row + self.size, self.column:self.column + self.size, :]


def conv_forward(A_prev, W, b, hparameters):
    match hparameters:
        case {"stride": stride, "pad": pad}:
            pass
    m, n_H_prev, n_W_prev, _ = A_prev.shape
    f, n_C = W.shape[1], W.shape[3]
    n_H, n_W = (divmod(n + 2 * pad - f, stride)[0] + 1 for n in (n_H_prev, n_W_prev))
    Z = np.full((m, n_H, n_W, n_C), np.nan)
    for i, image in enumerate(zero_pad(A_prev, pad)):
        for h in range(n_H):
            for w in range(n_W):
                window = PlaceOfWindow(h * stride, w * stride, f).of(image)
                Z[i, h, w] = [conv_single_step(window, W[..., c], b[..., c]) for c in range(n_C)]
    return Z, (A_prev, W, b, hparameters)
