from fractions import Fraction


def conv_single_step(a_slice_prev, W, b):
    pairs = zip(a_slice_prev.ravel().tolist(), W.ravel().tolist())
    return float(sum((Fraction(a) * Fraction(w) for a, w in pairs), Fraction(b.item())))
