"""Displays more pictures than anybody looks at."""
# says: none of its 2 cells failed
from IPython.display import HTML, display

for number in range(3000):
    display(HTML(f"<b>{number}</b>" * 1000))
# %%
print("the end")
