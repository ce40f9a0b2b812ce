"""Prints 200 MB, in lines and in one piece, and goes on."""
# says: none of its 3 cells failed
for _ in range(20):
    print("x" * 10_000_000)
# %%
print("y" * 200_000_000)
# %%
print("the end")
