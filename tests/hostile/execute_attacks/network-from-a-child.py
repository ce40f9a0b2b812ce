"""Tries the network from programs that it starts."""
# says: none of its 1 cells failed
import subprocess
import sys

code = "import socket; socket.create_connection(('127.0.0.1', @TCP@), 1)"
assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode
code = "import socket; socket.socket(socket.AF_UNIX).connect('@UNIX@')"
assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode
