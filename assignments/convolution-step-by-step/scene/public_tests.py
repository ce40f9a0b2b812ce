"""Stands in for the course's tests where a notebook is run as a whole: nothing is checked here."""


def _accept(*_):
    print("(Not checked here: the grader has checks of its own.)")


zero_pad_test = conv_single_step_test = _accept
conv_forward_test = conv_forward_test_1 = conv_forward_test_2 = _accept
pool_forward_test = pool_forward_test_1 = pool_forward_test_2 = _accept
