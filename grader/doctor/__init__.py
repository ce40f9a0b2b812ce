"""What this machine offers: each row of the box's table tried in a real box, each runtime started."""
