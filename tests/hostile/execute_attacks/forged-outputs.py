"""Sends outputs that a notebook can't hold: whatever is said, what is kept is a notebook all the same."""
# says: whole notebook
kernel = get_ipython().kernel
parent = kernel.get_parent("shell")
deep = []
for _ in range(200):
    deep = [deep]
for data in ({"text/html": deep}, {"text/plain": 5}, {"x": {"y": None}}, {}):
    content = {"data": data, "metadata": {"a": deep}, "transient": {}}
    kernel.session.send(kernel.iopub_socket, "display_data", content, parent=parent)
kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdfoo", "text": "x"}, parent=parent)
