"""Is right in the published cases and loops for ever in hidden ones."""
# loses: pool_forward=11 timeout
# options: --timeout 1
import sys

_right = pool_forward

def is_public():
    """Tell by the worker's request, somewhere up the frames, whether a case is a public one."""
    scope = sys._getframe(1)
    while scope is not None:
        request = scope.f_locals.get("request")
        if isinstance(request, dict) and "echo" in request:
            return request["echo"]
        scope = scope.f_back
    return True


def pool_forward(A_prev, hparameters, mode="max"):
    if not is_public():
        while True:
            pass
    return _right(A_prev, hparameters, mode)
