"""Displays one thing of 200 MB, more than a message may have: it is lost, and the run goes on."""
# says: none of its 2 cells failed
# seconds: 10
from IPython.display import HTML, display

display(HTML("x" * 200_000_000))
# %%
print("the end")
