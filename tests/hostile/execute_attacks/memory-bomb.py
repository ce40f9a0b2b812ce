"""Takes memory until there is no more."""
# says: this cell used more than 600 MB of memory.
# memory: 600
held = []
while True:
    held.append(bytearray(50_000_000))
