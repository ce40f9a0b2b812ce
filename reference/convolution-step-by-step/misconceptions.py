"""Known ways to be wrong: `<graded function>__<what is wrong>`, each with the advice that helps.

A student's function that answers every case as one of these does is explained by its docstring.
"""
# ruff: noqa: F821, NPY002 - the names of solution.py are defined beside these; students draw the old way

import numpy as np


def zero_pad__all_axes(X, pad):
    """Every axis is padded, but only height and width should be: the first and the last pair of np.pad are (0, 0)."""
    return np.pad(X, pad)


def zero_pad__height_only(X, pad):
    """Only the height is padded; pad the width by the same amount."""
    return np.pad(X, ((0, 0), (pad, pad), (0, 0), (0, 0)))


def zero_pad__width_only(X, pad):
    """Only the width is padded; pad the height by the same amount."""
    return np.pad(X, ((0, 0), (0, 0), (pad, pad), (0, 0)))


def zero_pad__after_only(X, pad):
    """The padding is on one side only; height and width get `pad` zeros before and `pad` zeros after."""
    return np.pad(X, ((0, 0), (0, pad), (0, pad), (0, 0)))


def zero_pad__before_only(X, pad):
    """The padding is on one side only; height and width get `pad` zeros before and `pad` zeros after."""
    return np.pad(X, ((0, 0), (pad, 0), (pad, 0), (0, 0)))


def zero_pad__other_axes(X, pad):
    """The padding is on the wrong axes: X is (m, n_H, n_W, n_C), so height is axis 1 and width is axis 2."""
    return np.pad(X, ((pad, pad), (pad, pad), (0, 0), (0, 0)))


def zero_pad__last_axes(X, pad):
    """The padding is on the wrong axes: X is (m, n_H, n_W, n_C), so height is axis 1 and width is axis 2."""
    return np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def zero_pad__ones(X, pad):
    """The border is filled with ones; pad with zeros (constant_values=0)."""
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), constant_values=1)


def zero_pad__edge(X, pad):
    """The border repeats the image's edge; pad with zeros (mode="constant")."""
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")


def zero_pad__reflected(X, pad):
    """The border mirrors the image; pad with zeros (mode="constant")."""
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="reflect")


def zero_pad__always_two(X, pad):
    """The argument `pad` is ignored: the border is always 2 wide; use pad in its place."""
    return np.pad(X, ((0, 0), (2, 2), (2, 2), (0, 0)))


def zero_pad__always_three(X, pad):
    """The argument `pad` is ignored: the border is always 3 wide; use pad in its place."""
    return np.pad(X, ((0, 0), (3, 3), (3, 3), (0, 0)))


def zero_pad__not_at_all(X, pad):
    """X comes back unpadded; use np.pad on its second and third axis."""
    return X


def conv_single_step__bias_on_every_element(a_slice_prev, W, b):
    """The bias is added to every element before the sum; add it once, after the sum."""
    return np.sum(np.asarray(a_slice_prev, np.float64) * W + np.float64(b.item()))


def conv_single_step__bias_once(a_slice_prev, W, b):
    """The bias is added once, after the sum; this edition of the course adds it to every product before the sum."""
    return np.sum(np.asarray(a_slice_prev, np.float64) * W) + np.float64(b.item())


def conv_single_step__no_bias(a_slice_prev, W, b):
    """The bias is missing: add b after the sum."""
    return np.sum(np.asarray(a_slice_prev, np.float64) * W)


def conv_single_step__array(a_slice_prev, W, b):
    """The result is an array of shape (1, 1, 1), but should be a number: convert the bias with float() or b.item()."""
    return np.sum(np.asarray(a_slice_prev, np.float64) * W) + b


def conv_single_step__not_summed(a_slice_prev, W, b):
    """The products are not summed: Z is the sum over all entries of a_slice_prev * W, plus the bias."""
    return a_slice_prev * W + b


def conv_single_step__matrix_product(a_slice_prev, W, b):
    """A matrix product is taken; multiply element by element, then sum over everything."""
    return np.sum(np.matmul(a_slice_prev, W)) + np.float64(b.item())


def conv_single_step__mean(a_slice_prev, W, b):
    """The products are averaged; sum them."""
    return np.mean(np.asarray(a_slice_prev, np.float64) * W) + np.float64(b.item())


def conv_single_step__minus_bias(a_slice_prev, W, b):
    """The bias is subtracted; add it."""
    return np.sum(np.asarray(a_slice_prev, np.float64) * W) - np.float64(b.item())


def places(shape, stride, f, *, window=None, ends=None, square=False):
    """Yield the place of every output with its example, rows and columns, with something about them replaced."""
    m, n_H, n_W, n_C = shape
    for i, h, w, c in np.ndindex(m, n_H, n_H if square else n_W, n_C):
        start = window(i, h, w, stride) if window else (i, h * stride, w * stride)
        if start is None:
            continue
        example, top, left = start
        bottom, right = ends(h, w, f) if ends else (top + f, left + f)
        yield (i, h, w, c), (example, slice(top, bottom), slice(left, right))


def stepped_by_stride(i, h, w, stride):
    """Start the window at h and w themselves, where a loop that steps by the stride gets to."""
    return None if h % stride or w % stride else (i, h, w)


def forward_by_windows(A_prev, W, b, hparameters, *, stride=None, pad=None, step=None, **how):
    """Compute conv_forward one window at a time, with something about it replaced."""
    stride = hparameters["stride"] if stride is None else stride
    pad = hparameters["pad"] if pad is None else pad
    f, n_C = W.shape[0], W.shape[3]
    A_prev_pad = zero_pad(A_prev.astype(np.float64), pad)
    n_H, n_W = ((n + 2 * pad - f) // stride + 1 for n in A_prev.shape[1:3])
    Z = np.zeros((A_prev.shape[0], n_H, n_W, n_C))
    for place, region in places(Z.shape, stride, f, **how):
        filters, bias = step(W, b, place[3]) if step else (W[..., place[3]], b[..., place[3]])
        Z[place] = conv_single_step(A_prev_pad[region], filters, bias)
    return Z, (A_prev, W, b, hparameters)


def conv_forward__stride_only_in_the_size(A_prev, W, b, hparameters):
    """The window moves by 1, whatever the stride: it starts at (h * stride, w * stride)."""
    return forward_by_windows(A_prev, W, b, hparameters, window=lambda i, h, w, s: (i, h, w))


def conv_forward__loops_by_stride(A_prev, W, b, hparameters):
    """The loops step by the stride, so most of Z stays zero: let h and w count all outputs, and start at h * stride."""
    return forward_by_windows(A_prev, W, b, hparameters, window=stepped_by_stride)


def conv_forward__ends_without_stride(A_prev, W, b, hparameters):
    """The window ends at h + f and w + f; it ends at vert_start + f and horiz_start + f."""
    return forward_by_windows(A_prev, W, b, hparameters, ends=lambda h, w, f: (h + f, w + f))


def conv_forward__columns_of_height(A_prev, W, b, hparameters):
    """The loop over the columns runs to n_H; let w run to n_W."""
    return forward_by_windows(A_prev, W, b, hparameters, square=True)


def conv_forward__window_from_filter_size(A_prev, W, b, hparameters):
    """The window moves by the size of the filter; it starts at (h * stride, w * stride)."""
    f = W.shape[0]
    return forward_by_windows(A_prev, W, b, hparameters, window=lambda i, h, w, s: (i, h * f, w * f))


def conv_forward__first_example(A_prev, W, b, hparameters):
    """Every output is computed from the first example: take A_prev_pad[i] for example i."""
    return forward_by_windows(A_prev, W, b, hparameters, window=lambda i, h, w, s: (0, h * s, w * s))


def conv_forward__rows_for_columns(A_prev, W, b, hparameters):
    """The horizontal position is computed from h; it starts at w * stride."""
    return forward_by_windows(A_prev, W, b, hparameters, window=lambda i, h, w, s: (i, h * s, h * s))


def conv_forward__swapped_position(A_prev, W, b, hparameters):
    """Rows and columns are swapped: vertical positions come from h, horizontal ones from w."""
    return forward_by_windows(A_prev, W, b, hparameters, window=lambda i, h, w, s: (i, w * s, h * s))


def conv_forward__first_bias(A_prev, W, b, hparameters):
    """Every filter gets the first filter's bias; take b[..., c] for filter c."""
    return forward_by_windows(A_prev, W, b, hparameters, step=lambda W, b, c: (W[..., c], b[..., 0]))


def conv_forward__first_filter(A_prev, W, b, hparameters):
    """Every channel of the output is computed with the first filter; take W[..., c] and b[..., c]."""
    return forward_by_windows(A_prev, W, b, hparameters, step=lambda W, b, c: (W[..., 0], b[..., 0]))


def conv_forward__no_bias(A_prev, W, b, hparameters):
    """The bias is missing from Z."""
    return forward_by_windows(A_prev, W, b, hparameters, step=lambda W, b, c: (W[..., c], 0 * b[..., c]))


def conv_forward__flipped(A_prev, W, b, hparameters):
    """The filters are flipped; a convolution layer multiplies without flipping."""
    return forward_by_windows(
        A_prev, W, b, hparameters, step=lambda W, b, c: (W[::-1, ::-1, :, c], b[..., c])
    )


def conv_forward__bias_on_every_element(A_prev, W, b, hparameters):
    """The bias is added to every element before the sum; add it once, after the sum."""
    Z = forward_by_windows(A_prev, W, 0 * b, hparameters)[0] + np.prod(W.shape[:3]) * b
    return Z, (A_prev, W, b, hparameters)


def conv_forward__no_padding(A_prev, W, b, hparameters):
    """The input is not padded: slide over zero_pad(A_prev, pad), and add 2 * pad to the sides of the output."""
    return forward_by_windows(A_prev, W, b, hparameters, pad=0)


def conv_forward__stride_one(A_prev, W, b, hparameters):
    """The stride is ignored; it divides the sides of the output and moves the window."""
    return forward_by_windows(A_prev, W, b, hparameters, stride=1)


def conv_forward__padding_only_in_the_size(A_prev, W, b, hparameters):
    """The size allows for the padding, but the windows are cut from the unpadded input: slice A_prev_pad."""
    Z = np.zeros_like(conv_forward(A_prev, W, b, hparameters)[0])
    stride, f = hparameters["stride"], W.shape[0]
    for i, h, w, c in np.ndindex(*Z.shape):
        part = A_prev[i, h * stride : h * stride + f, w * stride : w * stride + f]
        Z[i, h, w, c] = conv_single_step(part, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


def conv_forward__no_cache(A_prev, W, b, hparameters):
    """Only Z is returned; return (Z, cache), with cache = (A_prev, W, b, hparameters)."""
    return conv_forward(A_prev, W, b, hparameters)[0]


def conv_forward__padded_cache(A_prev, W, b, hparameters):
    """The cache holds the padded input; it should hold A_prev as it came in."""
    padded = zero_pad(A_prev, hparameters["pad"])
    return conv_forward(A_prev, W, b, hparameters)[0], (padded, W, b, hparameters)


def pool_by_windows(A_prev, hparameters, mode, *, pools=None, channels=None, **how):
    """Compute pool_forward one window at a time, with something about it replaced."""
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = ((n - f) // stride + 1 for n in A_prev.shape[1:3])
    A = np.zeros((A_prev.shape[0], n_H, n_W, A_prev.shape[3]))
    for place, region in places(A.shape, stride, f, **how):
        part = A_prev[(*region, place[3] if channels is None else channels)]
        A[place] = (pools or {"max": np.max, "average": np.mean})[mode](part)
    return A, (A_prev, hparameters)


def pool_forward__stride_only_in_the_size(A_prev, hparameters, mode="max"):
    """The window moves by 1, whatever the stride: it starts at (h * stride, w * stride)."""
    return pool_by_windows(A_prev, hparameters, mode, window=lambda i, h, w, s: (i, h, w))


def pool_forward__loops_by_stride(A_prev, hparameters, mode="max"):
    """The loops step by the stride, so most of A stays zero: let h and w count all outputs, and start at h * stride."""
    return pool_by_windows(A_prev, hparameters, mode, window=stepped_by_stride)


def pool_forward__ends_without_stride(A_prev, hparameters, mode="max"):
    """The window ends at h + f and w + f; it ends at vert_start + f and horiz_start + f."""
    return pool_by_windows(A_prev, hparameters, mode, ends=lambda h, w, f: (h + f, w + f))


def pool_forward__columns_of_height(A_prev, hparameters, mode="max"):
    """The loop over the columns runs to n_H; let w run to n_W."""
    return pool_by_windows(A_prev, hparameters, mode, square=True)


def pool_forward__window_from_filter_size(A_prev, hparameters, mode="max"):
    """The window moves by f; it starts at (h * stride, w * stride)."""
    f = hparameters["f"]
    return pool_by_windows(A_prev, hparameters, mode, window=lambda i, h, w, s: (i, h * f, w * f))


def pool_forward__first_example(A_prev, hparameters, mode="max"):
    """Every output is pooled from the first example: take A_prev[i] for example i."""
    return pool_by_windows(A_prev, hparameters, mode, window=lambda i, h, w, s: (0, h * s, w * s))


def pool_forward__second_example(A_prev, hparameters, mode="max"):
    """Every output is pooled from one fixed example: take A_prev[i] for example i."""
    return pool_by_windows(A_prev, hparameters, mode, window=lambda i, h, w, s: (1, h * s, w * s))


def pool_forward__rows_for_columns(A_prev, hparameters, mode="max"):
    """The horizontal position is computed from h; it starts at w * stride."""
    return pool_by_windows(A_prev, hparameters, mode, window=lambda i, h, w, s: (i, h * s, h * s))


def pool_forward__swapped_position(A_prev, hparameters, mode="max"):
    """Rows and columns are swapped: vertical positions come from h, horizontal ones from w."""
    return pool_by_windows(A_prev, hparameters, mode, window=lambda i, h, w, s: (i, w * s, h * s))


def pool_forward__whole_image(A_prev, hparameters, mode="max"):
    """Every output is pooled from the whole image; cut the window [vert_start:vert_end, horiz_start:horiz_end] out."""
    A, cache = pool_forward(A_prev, hparameters, mode)
    pool = np.max if mode == "max" else np.mean
    return np.broadcast_to(pool(A_prev.astype(np.float64), axis=(1, 2), keepdims=True), A.shape).copy(), cache


def pool_forward__whole_batch(A_prev, hparameters, mode="max"):
    """The pooling runs over all examples and channels at once; take example i and channel c."""
    return pool_by_windows(
        A_prev, hparameters, mode, window=lambda i, h, w, s: (slice(None), h * s, w * s), channels=slice(None)
    )


def pool_forward__over_channels(A_prev, hparameters, mode="max"):
    """The pooling runs over all channels at once; each channel is pooled by itself."""
    return pool_by_windows(A_prev, hparameters, mode, channels=slice(None))


def pool_forward__over_channels_summed(A_prev, hparameters, mode="max"):
    """The pooling runs over all channels at once, and `average` sums; pool each channel by itself, with np.mean."""
    return pool_by_windows(
        A_prev, hparameters, mode, channels=slice(None), pools={"max": np.max, "average": np.sum}
    )


def pool_forward__first_channel(A_prev, hparameters, mode="max"):
    """Every channel of the output is pooled from the first channel; take channel c."""
    return pool_by_windows(A_prev, hparameters, mode, channels=0)


def pool_forward__sum(A_prev, hparameters, mode="max"):
    """The mode `average` sums; divide by the number of entries (np.mean)."""
    return pool_by_windows(A_prev, hparameters, mode, pools={"max": np.max, "average": np.sum})


def pool_forward__always_max(A_prev, hparameters, mode="max"):
    """The mode is ignored: for `average`, take the mean of the window."""
    return pool_by_windows(A_prev, hparameters, mode, pools={"max": np.max, "average": np.max})


def pool_forward__always_average(A_prev, hparameters, mode="max"):
    """The mode is ignored: for `max`, take the maximum of the window."""
    return pool_by_windows(A_prev, hparameters, mode, pools={"max": np.mean, "average": np.mean})


def pool_forward__modes_swapped(A_prev, hparameters, mode="max"):
    """The modes are swapped: `max` takes the maximum, `average` the mean."""
    return pool_by_windows(A_prev, hparameters, mode, pools={"max": np.mean, "average": np.max})


def pool_forward__minimum(A_prev, hparameters, mode="max"):
    """The mode `max` takes the minimum."""
    return pool_by_windows(A_prev, hparameters, mode, pools={"max": np.min, "average": np.mean})


def pool_forward__starts_at_zero(A_prev, hparameters, mode="max"):
    """The running maximum starts at 0, so a window of negative numbers gives 0; use np.max, or start at -inf."""
    return pool_by_windows(
        A_prev, hparameters, mode, pools={"max": lambda part: max(0.0, part.max()), "average": np.mean}
    )


def pool_forward__zeros(A_prev, hparameters, mode="max"):
    """A stays zero: put each window's maximum or mean into A[i, h, w, c]."""
    return pool_by_windows(A_prev, hparameters, mode, pools={"max": lambda _: 0.0, "average": lambda _: 0.0})


def conv_gradients(dZ, cache, *, input_part=None, filter_part=None, **how):
    """Compute conv_backward one window at a time, with something about it replaced."""
    A_prev, W, b, hparameters = cache
    pad = hparameters["pad"]
    A_prev_pad = zero_pad(A_prev.astype(np.float64), pad)
    dA_prev_pad, dW, db = np.zeros_like(A_prev_pad), np.zeros(W.shape), np.zeros(b.shape)
    for place, region in places(dZ.shape, hparameters["stride"], W.shape[0], **how):
        c = place[3]
        if input_part:
            input_part(dA_prev_pad, region, W[..., c] * dZ[place])
        else:
            dA_prev_pad[region] += W[..., c] * dZ[place]
        if filter_part:
            filter_part(dW, c, A_prev_pad[region] * dZ[place])
        else:
            dW[..., c] += A_prev_pad[region] * dZ[place]
        db[..., c] += dZ[place]
    n_H, n_W = A_prev.shape[1:3]
    return dA_prev_pad[:, pad : pad + n_H, pad : pad + n_W], dW, db


def assign(target, region, value):
    """Put a value where it should have been added."""
    target[region] = value


def conv_backward__stride_one(dZ, cache):
    """The stride is ignored: the window of dZ[i, h, w, c] starts at (h * stride, w * stride)."""
    return conv_gradients(dZ, cache, window=lambda i, h, w, s: (i, h, w))


def conv_backward__loops_by_stride(dZ, cache):
    """The loops step by the stride, so most of dZ is left out: let h and w count all of it, and start at h * stride."""
    return conv_gradients(dZ, cache, window=stepped_by_stride)


def conv_backward__rows_for_columns(dZ, cache):
    """The horizontal position is computed from h; it starts at w * stride."""
    return conv_gradients(dZ, cache, window=lambda i, h, w, s: (i, h * s, h * s))


def conv_backward__swapped_position(dZ, cache):
    """Rows and columns are swapped: vertical positions come from h, horizontal ones from w."""
    return conv_gradients(dZ, cache, window=lambda i, h, w, s: (i, w * s, h * s))


def conv_backward__random_start(dZ, cache):
    """dA_prev, dW and db start from random numbers; what is added up starts from zeros (np.zeros)."""
    return tuple(np.random.randn(*gradient.shape) + gradient for gradient in conv_backward(dZ, cache))


def conv_backward__random_start_of_filters(dZ, cache):
    """dA_prev, dW and db start from random numbers; start them from zeros, and db in the shape of b."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    starts = [np.random.randn(*shape) for shape in (dA_prev.shape, dW.shape, dW.shape)]
    return starts[0] + dA_prev, starts[1] + dW, starts[2] + db


def conv_backward__input_assigned(dZ, cache):
    """dA_prev is overwritten by each window; windows overlap, so add with +=."""
    return conv_gradients(dZ, cache, input_part=assign)


def conv_backward__filter_assigned(dZ, cache):
    """dW is overwritten by each window; add with +=."""
    return conv_gradients(dZ, cache, filter_part=lambda dW, c, value: assign(dW, (..., c), value))


def conv_backward__no_filter_gradient(dZ, cache):
    """dW stays zero: each window adds its slice times dZ[i, h, w, c] to dW[..., c]."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    return dA_prev, 0 * dW, db


def conv_backward__no_bias_gradient(dZ, cache):
    """db stays zero: each window adds dZ[i, h, w, c] to db[..., c]."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    return dA_prev, dW, 0 * db


def conv_backward__no_input_gradient(dZ, cache):
    """dA_prev stays zero: unpad da_prev_pad into dA_prev[i] at the end of each example."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    return 0 * dA_prev, dW, db


def conv_backward__last_example(dZ, cache):
    """dA_prev is set outside the loop over the examples, so that only the last one gets its gradient."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    only_last = np.zeros_like(dA_prev)
    only_last[-1] = dA_prev[-1]
    return only_last, dW, db


def conv_backward__flat_bias(dZ, cache):
    """db has the shape (n_C,); it should have the shape of b, (1, 1, 1, n_C)."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    return dA_prev, dW, db.reshape(-1)


def conv_backward__padded_input_gradient(dZ, cache):
    """dA_prev still has its padding; take [pad:-pad, pad:-pad] of each example."""
    dA_prev, dW, db = conv_backward(dZ, cache)
    return zero_pad_gradient(dZ, cache), dW, db


def zero_pad_gradient(dZ, cache):
    """Return the gradient of the padded input."""
    A_prev, W, _, hparameters = cache
    stride, f = hparameters["stride"], W.shape[0]
    dA_prev_pad = zero_pad(np.zeros(A_prev.shape), hparameters["pad"])
    for i, h, w, c in np.ndindex(*dZ.shape):
        region = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f))
        dA_prev_pad[region] += W[..., c] * dZ[i, h, w, c]
    return dA_prev_pad


def create_mask_from_window__values(x):
    """The mask holds the maximum itself; it should be True there and False elsewhere (x == np.max(x))."""
    return x * (x == np.max(x))


def create_mask_from_window__chosen(x):
    """The maximum is picked out of x; the mask is the comparison itself: x == np.max(x)."""
    return x[x == np.max(x)]


def create_mask_from_window__compared_with_true(x):
    """The maximum is compared with True; compare x with it: x == np.max(x)."""
    return np.max(x) == True  # noqa: E712 - as students write it


def create_mask_from_window__minimum(x):
    """The mask marks the minimum; mark the maximum."""
    return x == np.min(x)


def create_mask_from_window__position(x):
    """The position of the maximum is returned; return an array of the shape of x that is True there."""
    return np.argmax(x)


def create_mask_from_window__maximum(x):
    """The maximum is returned; return an array of the shape of x that is True where it lies."""
    return np.max(x)


def create_mask_from_window__by_row(x):
    """Every row has its own maximum marked; there is one maximum in the whole window."""
    return x == np.max(x, axis=1, keepdims=True)


def create_mask_from_window__by_column(x):
    """Every column has its own maximum marked; there is one maximum in the whole window."""
    return x == np.max(x, axis=0)


def create_mask_from_window__absolute(x):
    """The largest absolute value is marked; mark the largest value."""
    return np.abs(x) == np.max(np.abs(x))


def distribute_value__undivided(dz, shape):
    """Every entry is dz; divide by the number of entries, n_H * n_W."""
    return np.full(shape, float(dz))


def distribute_value__by_height(dz, shape):
    """The value is divided by n_H only; divide by the number of entries, n_H * n_W."""
    return np.full(shape, dz / shape[0])


def distribute_value__by_width(dz, shape):
    """The value is divided by n_W only; divide by the number of entries, n_H * n_W."""
    return np.full(shape, dz / shape[1])


def distribute_value__by_four(dz, shape):
    """The value is divided by 4, whatever the shape; divide by the number of entries, n_H * n_W."""
    return np.full(shape, dz / 4)


def distribute_value__by_sum(dz, shape):
    """The value is divided by n_H + n_W; divide by the number of entries, n_H * n_W."""
    return np.full(shape, dz / sum(shape))


def distribute_value__number(dz, shape):
    """The share is returned as a number; return an array of the given shape that is filled with it."""
    return dz / (shape[0] * shape[1])


def distribute_value__ones(dz, shape):
    """The result is filled with ones instead of dz / (n_H * n_W)."""
    return np.ones(shape)


def pool_gradients(dA, cache, mode, *, accumulate=True, factor=None, share=None, modes=None, **how):
    """Compute pool_backward one window at a time, with something about it replaced."""
    A_prev, hparameters = cache
    f = hparameters["f"]
    dA_prev = np.zeros(A_prev.shape)
    for place, window in places(dA.shape, hparameters["stride"], f, **how):
        region = (*window, place[3])
        if (modes or {}).get(mode, mode) == "max":
            part = create_mask_from_window(A_prev[region]) * (factor(region) if factor else dA[place])
        else:
            part = np.full((f, f), dA[place] / (share(f, dA) if share else f * f))
        dA_prev[region] = part + (dA_prev[region] if accumulate else 0)
    return dA_prev


def pool_backward__stride_one(dA, cache, mode="max"):
    """The stride is ignored: the window of dA[i, h, w, c] starts at (h * stride, w * stride)."""
    return pool_gradients(dA, cache, mode, window=lambda i, h, w, s: (i, h, w))


def pool_backward__loops_by_stride(dA, cache, mode="max"):
    """The loops step by the stride, so most of dA is left out: let h and w count all of it, and start at h * stride."""
    return pool_gradients(dA, cache, mode, window=stepped_by_stride)


def pool_backward__rows_for_columns(dA, cache, mode="max"):
    """The horizontal position is computed from h; it starts at w * stride."""
    return pool_gradients(dA, cache, mode, window=lambda i, h, w, s: (i, h * s, h * s))


def pool_backward__swapped_position(dA, cache, mode="max"):
    """Rows and columns are swapped: vertical positions come from h, horizontal ones from w."""
    return pool_gradients(dA, cache, mode, window=lambda i, h, w, s: (i, w * s, h * s))


def pool_backward__window_from_filter_size(dA, cache, mode="max"):
    """The window moves by f; it starts at (h * stride, w * stride)."""
    f = cache[1]["f"]
    return pool_gradients(dA, cache, mode, window=lambda i, h, w, s: (i, h * f, w * f))


def pool_backward__assigned(dA, cache, mode="max"):
    """Each window overwrites dA_prev; windows overlap, so add with +=."""
    return pool_gradients(dA, cache, mode, accumulate=False)


def pool_backward__mask_alone(dA, cache, mode="max"):
    """The mask is added by itself; multiply it by dA[i, h, w, c]."""
    return pool_gradients(dA, cache, mode, factor=lambda region: 1.0)


def pool_backward__mask_times_input(dA, cache, mode="max"):
    """The mask is multiplied by the window of A_prev; multiply it by dA[i, h, w, c]."""
    return pool_gradients(dA, cache, mode, factor=lambda region: cache[0][region])


def pool_backward__mask_times_window(dA, cache, mode="max"):
    """The mask is multiplied by a window of dA; multiply it by the one number dA[i, h, w, c]."""
    return pool_gradients(dA, cache, mode, factor=lambda region: dA[region])


def pool_backward__undivided(dA, cache, mode="max"):
    """In mode `average` every entry gets the whole gradient; divide it by f * f (distribute_value)."""
    return pool_gradients(dA, cache, mode, share=lambda f, dA: 1)


def pool_backward__divided_by_output(dA, cache, mode="max"):
    """In mode `average` the gradient is divided by the size of dA; divide it by the size of the window, f * f."""
    return pool_gradients(dA, cache, mode, share=lambda f, dA: dA.shape[1] * dA.shape[2])


def pool_backward__always_max(dA, cache, mode="max"):
    """The mode is ignored: for `average`, share the gradient among the entries of the window."""
    return pool_gradients(dA, cache, mode, modes={"average": "max"})


def pool_backward__always_average(dA, cache, mode="max"):
    """The mode is ignored: for `max`, the gradient goes to the maximum of the window."""
    return pool_gradients(dA, cache, mode, modes={"max": "average"})


def pool_backward__zeros(dA, cache, mode="max"):
    """dA_prev stays zero: add each window's share of the gradient to it."""
    return np.zeros(cache[0].shape)
