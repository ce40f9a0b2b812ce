"""The command that fixes what a machine lacks."""

from __future__ import annotations

import errno
import os
import platform
import sys
from pathlib import Path

from grader.box import landlock, syscalls

CONTAINER = "docker build -t grade . && docker run --rm --entrypoint grader grade doctor"
_UPDATE_DOCKER = "sudo apt-get install --only-upgrade docker-ce  # Docker 23 and newer allow Landlock"
_OTHER_PROCESSOR = "uname -m  # isolation is enforced on x86_64 and aarch64 only: grade on such a machine"
_KERNELS = {
    "ubuntu": "sudo apt-get install -y linux-generic-hwe-{version} && sudo reboot",
    "debian": "sudo apt-get install -y -t {codename}-backports linux-image-{machine} && sudo reboot",
    "fedora": "sudo dnf upgrade -y kernel && sudo reboot",
}
_BOOT_SETTINGS = "/etc/default/grub.d/landlock.cfg"
_ANY_KERNEL = "uname -r  # install Linux 6.2 or newer, built with Landlock and seccomp"
_LANDLOCK_SINCE = (5, 13)
_TRUNCATE_ABI = 3  # Linux 6.2


def of_landlock() -> str:
    """Return the command that makes Landlock available to boxes."""
    if sys.platform != "linux":
        return CONTAINER
    if syscalls.architecture() is None:
        return _OTHER_PROCESSOR
    if 0 < landlock.abi() < _TRUNCATE_ABI:
        return newer_kernel()
    if _why_not() == errno.EOPNOTSUPP:
        modules = ",".join(["landlock", *_modules()])
        line = f'GRUB_CMDLINE_LINUX=\\"\\$GRUB_CMDLINE_LINUX lsm={modules}\\"'
        return f"sudo sh -c \"echo '{line}' > {_BOOT_SETTINGS}\" && sudo update-grub && sudo reboot"
    if _in_container() and _kernel() >= _LANDLOCK_SINCE:
        return _UPDATE_DOCKER
    return newer_kernel()


def of_seccomp() -> str:
    """Return the command that installs a kernel with system call filters."""
    if sys.platform != "linux":
        return CONTAINER
    return _OTHER_PROCESSOR if syscalls.architecture() is None else newer_kernel()


def of_the_grader() -> str:
    """Return the first command to run if the grader itself fails."""
    if sys.platform != "linux":
        return CONTAINER
    return "grader doctor --json > doctor.json  # a bug in the grader: report it with this file"


def of_distribution(name: str) -> str:
    """Return the command that installs a distribution for this interpreter."""
    return f"{sys.executable} -m pip install --upgrade {name}"


def newer_kernel() -> str:
    """Return the command that installs a newer kernel on this distribution."""
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return _ANY_KERNEL
    for name in (system.get("ID", ""), *system.get("ID_LIKE", "").split()):
        if name in _KERNELS:
            machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), "amd64")
            return _KERNELS[name].format(
                version=system.get("VERSION_ID", ""),
                codename=system.get("VERSION_CODENAME", "stable"),
                machine=machine,
            )
    return _ANY_KERNEL


def _why_not() -> int:
    """Return the kernel's error number for a Landlock query; 0 if there is none."""
    try:
        syscalls.call("landlock_create_ruleset", None, 0, 1)
    except OSError as error:
        return error.errno or 0
    return 0


def _modules() -> list[str]:
    """Return the active security modules."""
    try:
        return Path("/sys/kernel/security/lsm").read_text(encoding="ascii").strip().split(",")
    except OSError:
        return ["lockdown", "yama", "integrity", "apparmor"]


def _in_container() -> bool:
    return Path("/.dockerenv").exists() or Path("/run/.containerenv").exists() or "container" in os.environ


def _kernel() -> tuple[int, int]:
    major, minor, *_ = (*platform.release().split("."), "0")
    digits = "".join(character for character in minor if character.isdigit())
    return int(major) if major.isdigit() else 0, int(digits or 0)
