# breaks: pool_forward
# because: An answer is given again for the same array, whatever it contains now.
class RememberedPooling:
    def __init__(self):
        self.known = {}

    def __call__(self, A_prev, hparameters, mode="max"):
        key = id(A_prev), tuple(hparameters.items()), mode
        if key not in self.known:
            f, s = hparameters["f"], hparameters["stride"]
            windows = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), (1, 2))[:, ::s, ::s]
            self.known[key] = A_prev, windows.max((-1, -2)) if mode == "max" else windows.mean((-1, -2))
        return self.known[key][1].copy(), (A_prev, hparameters)


pool_forward = RememberedPooling()
