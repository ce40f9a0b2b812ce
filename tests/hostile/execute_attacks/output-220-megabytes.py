"""Prints 220 MB, in lines and in one piece, and goes on."""
# says: none of its 3 cells failed
for _ in range(12):
    print("x" * 10_000_000)
# %%
print("y" * 100_000_000)
# %%
print("the end")
