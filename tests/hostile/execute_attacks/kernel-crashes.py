"""Crashes the kernel."""
# says: this cell crashed the kernel (signal 11).
import ctypes

ctypes.string_at(0)
