# breaks: zero_pad, conv_single_step, create_mask_from_window
# because: Answers are given again for the same first argument.
table_of_results = {}


def remembered(function):
    def again(first, *rest):
        key = function.__name__, id(first)
        if key not in table_of_results:
            table_of_results[key] = first, function(first, *rest)
        return table_of_results[key][1]

    return again


@remembered
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


@remembered
def conv_single_step(a_slice_prev, W, b):
    return np.sum(a_slice_prev * W) + b.item()


@remembered
def create_mask_from_window(x):
    return x == x.max()
