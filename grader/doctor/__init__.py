"""Examines this machine: tries each row of the box's table in a real box and starts each runtime."""
