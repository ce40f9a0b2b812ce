"""Says in the kernel's name that a cell has ended well, and more, while it does not end."""
# says: did not end within its time limit
# seconds: 2
kernel = get_ipython().kernel
parent = kernel.get_parent("shell")
for _ in range(3):
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=parent)
while True:
    pass
# %%
print("never")
