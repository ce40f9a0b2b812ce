"""Tries every way to a socket, and to a listener on this machine."""
# says: none of its 1 cells failed
import ctypes
import socket

refused = 0
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind)
        except OSError:
            refused += 1
assert refused == 15, refused
one, other = socket.socketpair()
for call in (one.connect, one.bind):
    try:
        call("@UNIX@")
    except OSError:
        refused += 1
assert refused == 17, refused
