"""Connects to listeners, sends datagrams, listens itself, and answers rightly when it could do none of it."""
# loses: nothing
import socket

_right = pool_forward
TARGETS = (
    (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", @TCP@)),
    (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", @UDP@)),
    (socket.AF_INET6, socket.SOCK_STREAM, ("::1", @TCP@)),
    (socket.AF_UNIX, socket.SOCK_STREAM, "@UNIX@"),
    (socket.AF_UNIX, socket.SOCK_DGRAM, "@UNIX@"),
    (socket.AF_UNIX, socket.SOCK_STREAM, "\0@UNIX@"),
    (socket.AF_INET, socket.SOCK_RAW, ("127.0.0.1", 0)),
    (socket.AF_NETLINK, socket.SOCK_RAW, (0, 0)),
)


def pool_forward(A_prev, hparameters, mode="max"):
    for family, kind, address in TARGETS:
        for action in ("connect", "bind"):
            try:
                with socket.socket(family, kind) as opened:
                    getattr(opened, action)(address)
                    opened.send(b"stolen")
            except OSError:
                continue
            return None
    try:
        socket.create_connection(("127.0.0.1", @TCP@))
        return None
    except OSError:
        pass
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            one, other = socket.socketpair(socket.AF_UNIX, kind)
            one.sendto(b"stolen", "\0@UNIX@")
        except OSError:
            continue
        one.close()
        other.close()
    return _right(A_prev, hparameters, mode)
