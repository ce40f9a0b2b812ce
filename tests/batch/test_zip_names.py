"""Names in zip files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from grader.batch.zip_names import ZipNames
from grader.errors import UsageError

CLASSES = [
    ("gbk", ["张三", "李四"]),
    ("big5", ["陳大文", "王小明"]),
    ("shift_jis", ["やまだ", "すずき"]),
    ("euc_kr", ["김철수", "이영희"]),
    ("cp1251", ["Иван Петров", "Анна Орлова"]),
    ("cp1252", ["José Müller", "Åsa Öberg"]),
]


def infos(*names: bytes, extra: bytes = b"") -> list[zipfile.ZipInfo]:
    """Return what is listed in an archive with such names, which does not tell their encoding."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number in range(len(names)):
            info = zipfile.ZipInfo(f"{number:0{len(names[number])}}")
            info.extra = extra
            archive.writestr(info, b"")
    content = data.getvalue()
    for number, name in enumerate(names):
        content = content.replace(f"{number:0{len(name)}}".encode(), name)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.infolist()


@pytest.mark.parametrize(("encoding", "students"), CLASSES)
@pytest.mark.parametrize("path", ["{}/nb.ipynb", "{}.ipynb", "all/{}_12_assignsubmission_file_/nb.ipynb"])
def test_the_class_list_tells_the_encoding(encoding: str, students: list[str], path: str) -> None:
    """The one in which its names occur."""
    names = [path.format(student) for student in students]
    listed = infos(*(name.encode(encoding) for name in names))
    assert ZipNames(knows=students.__contains__).of(listed) == names


@pytest.mark.parametrize(("encoding", "students"), CLASSES)
def test_the_user_may_tell_the_encoding(encoding: str, students: list[str]) -> None:
    """Whether there is a class list or not."""
    assert ZipNames(encoding).of(infos(*(name.encode(encoding) for name in students))) == students


def test_utf8_needs_no_flag() -> None:
    """Many programs write it without one; what the user says is for the others."""
    assert ZipNames("gbk").of(infos("José".encode(), "张三".encode("gbk"))) == ["José", "张三"]


def test_a_name_in_the_extra_field_counts() -> None:
    """If it belongs to the name in the archive."""
    given, name = b"\x82\x81", "é"
    content = b"\x01" + struct.pack("<L", zlib.crc32(given)) + name.encode()
    extra = struct.pack("<HH", 0x7075, len(content)) + content
    assert ZipNames().of(infos(given, extra=extra)) == [name]
    assert ZipNames().of(infos(b"\x82\x82", extra=extra)) == ["éé"]


def test_there_is_no_such_encoding() -> None:
    """The user is told before anything runs."""
    with pytest.raises(UsageError, match="--zip-encoding nowhere: there is no such encoding"):
        ZipNames("nowhere")
