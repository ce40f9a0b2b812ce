"""Sends messages of no known form in the kernel's name."""
# says: sent malformed messages from its kernel
kernel = get_ipython().kernel
for content in ({}, {"text": 5}, {"name": None}, {"data": "x"}):
    for kind in ("stream", "display_data", "error", "execute_result", "update_display_data", "status"):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent("shell"))
# %%
print("the end")
