"""The command that fixes a lack."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from grader.doctor import fixes

if TYPE_CHECKING:
    from pathlib import Path

UBUNTU = {"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "22.04"}


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Pretend to be on another machine."""

    def pretend(
        *,
        abi: int = 0,
        why_not: int = errno.ENOSYS,
        release: str = "6.8.0-generic",
        container: bool = False,
        system: dict[str, str] | None = None,
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(fixes.syscalls, "architecture", lambda: "x86_64")
        monkeypatch.setattr(fixes.landlock, "abi", lambda: abi)
        monkeypatch.setattr(fixes, "_why_not", lambda: why_not)
        monkeypatch.setattr(fixes.platform, "release", lambda: release)
        monkeypatch.setattr(fixes, "_in_container", lambda: container)
        monkeypatch.setattr(fixes.platform, "freedesktop_os_release", lambda: system or UBUNTU)

    return pretend


class TestLandlock:
    def test_a_kernel_that_is_too_old_is_replaced(self, kernel: Any) -> None:
        """By the distribution's newer one."""
        kernel(abi=1, why_not=0, release="5.15.0-100-generic")
        assert fixes.of_landlock() == "sudo apt-get install -y linux-generic-hwe-22.04 && sudo reboot"

    def test_a_kernel_without_it_is_replaced(self, kernel: Any) -> None:
        """Also one of before 5.13 in a container."""
        kernel(release="5.10.0", container=True)
        assert fixes.of_landlock().startswith("sudo apt-get install -y linux-generic-hwe")

    def test_a_docker_that_blocks_it_is_replaced(self, kernel: Any) -> None:
        """The kernel is not at fault."""
        kernel(container=True)
        assert "docker-ce" in fixes.of_landlock()

    def test_where_it_was_left_out_at_boot_it_is_put_in(
        self, kernel: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """The command, run without its privileges, writes what the boot loader reads."""
        kernel(why_not=errno.EOPNOTSUPP)
        monkeypatch.setattr(fixes, "_modules", lambda: ["lockdown", "yama"])
        settings = tmp_path / "landlock.cfg"
        command = fixes.of_landlock().replace("/etc/default/grub.d/landlock.cfg", str(settings))
        for name, text in {
            "sudo": 'exec "$@"',
            "update-grub": "",
            "reboot": f"touch {tmp_path}/reboot",
        }.items():
            (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
            (tmp_path / name).chmod(0o755)
        path = f"{tmp_path}:{os.environ['PATH']}"
        subprocess.run(["/bin/sh", "-c", command], env={"PATH": path}, check=True)
        assert settings.read_text() == 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX lsm=landlock,lockdown,yama"\n'
        assert (tmp_path / "reboot").exists()

    def test_elsewhere_a_container_helps(self, kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """As on macOS."""
        kernel()
        monkeypatch.setattr(sys, "platform", "darwin")
        assert {fixes.of_landlock(), fixes.of_seccomp(), fixes.of_the_grader()} == {fixes.CONTAINER}


class TestSeccomp:
    def test_a_kernel_without_filters_is_replaced(self, kernel: Any) -> None:
        """As one that is too old."""
        kernel()
        assert fixes.of_seccomp() == fixes.newer_kernel()

    def test_another_processor_needs_another_machine(
        self, kernel: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No kernel would help."""
        kernel()
        monkeypatch.setattr(fixes.syscalls, "architecture", lambda: None)
        assert fixes.of_seccomp() == fixes.of_landlock()
        assert "x86_64 and aarch64" in fixes.of_seccomp()


class TestNewerKernel:
    @pytest.mark.parametrize(
        ("system", "words"),
        [
            (UBUNTU, "linux-generic-hwe-22.04"),
            ({"ID": "debian", "VERSION_CODENAME": "bookworm"}, "bookworm-backports linux-image-"),
            ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf upgrade"),
            ({"ID": "strange"}, "Linux 6.2 or newer"),
        ],
    )
    def test_each_distribution_has_its_command(self, kernel: Any, system: dict[str, str], words: str) -> None:
        """And what is not known, the version that is needed."""
        kernel(system=system)
        assert words in fixes.newer_kernel()

    def test_a_system_without_a_name_is_not_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It has no file that names it."""

        def fail() -> dict[str, str]:
            raise OSError

        monkeypatch.setattr(fixes.platform, "freedesktop_os_release", fail)
        assert "Linux 6.2 or newer" in fixes.newer_kernel()


def test_what_is_missing_is_installed_for_this_interpreter() -> None:
    """Not for another."""
    assert shlex.split(fixes.of_distribution("tf_keras"))[0] == sys.executable


def test_a_fault_of_the_graders_is_reported(kernel: Any) -> None:
    """With what the doctor has found."""
    kernel()
    assert fixes.of_the_grader().startswith("grader doctor --json > ")
