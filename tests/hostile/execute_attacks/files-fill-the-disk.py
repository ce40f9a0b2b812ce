"""Writes until its quota is full."""
# says: this cell wrote more than 64 MB to disk.
# disk: 64
for number in range(10_000):
    with open(f"{number}.bin", "wb") as file:
        file.write(bytes(10_000_000))
