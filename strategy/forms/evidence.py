"""Evidence files as they are handed in: name, size and content are checked against one another."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from django import forms
from django.core.files.uploadedfile import UploadedFile

from strategy.models.kept_files import CONTENT_TYPES, NAME_LENGTH

LARGEST = 20 * 1024 * 1024
MOST_PARTS, LARGEST_UNPACKED = 5_000, 300 * 1024 * 1024
LARGEST_LIST = 1024 * 1024
"""Limits of what a workbook or document may hold; the list of its parts is read, nothing else."""

KINDS = "pdf、jpg、png、xlsx、docx"
BEGINNINGS = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "xlsx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
MAIN_PARTS = {
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
}
MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/", re.IGNORECASE)
SECOND_SUFFIXES = {
    *CONTENT_TYPES, "bat", "bin", "cmd", "com", "dll", "doc", "docm", "exe", "hta", "htm", "html",
    "iso", "jar", "js", "lnk", "mht", "msi", "ps1", "rar", "scr", "sh", "svg", "swf", "vbe", "vbs",
    "wps", "wsf", "xls", "xlsm", "xml", "zip", "7z",
}  # fmt: skip
UNFIT = re.compile(r'[<>:"|?*%]+')


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that may be kept: its name as it will be shown, and its content."""

    name: str
    content: bytes


class EvidenceField(forms.FileField):
    """A file input that gives an EvidenceFile, or refuses with a sentence."""

    def __init__(self, **kwargs):
        accept = ",".join(f".{suffix}" for suffix in CONTENT_TYPES)
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(widget=widget, allow_empty_file=True, max_length=None, **kwargs)

    def clean(self, data: UploadedFile | None, initial=None) -> EvidenceFile | None:
        upload = super().clean(data, initial)
        return read_evidence(upload) if upload else None


def read_evidence(upload: UploadedFile) -> EvidenceFile:
    """Read an upload. Raises ValidationError with a sentence for what is not taken."""
    name = clean_name(upload.name)
    suffix = suffix_of(name)
    _refuse_name(name, suffix)
    if upload.size > LARGEST:
        megabytes = upload.size / 1024 / 1024
        raise _refusal(f"文件为{megabytes:.1f}MB，超过20MB，请压缩或拆分后再上传。")
    upload.seek(0)
    content = upload.read()
    if not content:
        raise _refusal("文件是空的，请检查后重新选择。")
    _refuse_content(content, _kind(suffix))
    return EvidenceFile(name, content)


def clean_name(raw: str) -> str:
    """The last part of a path without what cannot be seen or what no disk takes, not too long."""
    seen = "".join(char for char in raw if unicodedata.category(char)[0] != "C")
    last = PurePosixPath(seen.replace("\\", "/")).name
    name = UNFIT.sub("_", " ".join(last.split())).rstrip(" .")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        return name[:NAME_LENGTH]
    room = NAME_LENGTH - len(suffix) - 1
    return f"{stem[:room].strip(' .') or '佐证材料'}.{suffix}"


def suffix_of(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _kind(suffix: str) -> str:
    return "jpg" if suffix == "jpeg" else suffix


def _refuse_name(name: str, suffix: str) -> None:
    if suffix not in CONTENT_TYPES:
        what = f"“{suffix[:10]}”文件" if suffix else "没有扩展名的文件"
        raise _refusal(f"不接受{what}，请上传{KINDS}文件。")
    inner = suffix_of(name[: -len(suffix) - 1])
    if inner in SECOND_SUFFIXES:
        raise _refusal(f"文件名有两个扩展名（.{inner}.{suffix}），请改名后再上传。")


def _refuse_content(content: bytes, kind: str) -> None:
    if kind in MAIN_PARTS and content.startswith(OLD_OFFICE):
        raise _refusal(f"文件加了密码或是旧版格式，请另存为不加密码的{kind}文件后再上传。")
    if not content.startswith(BEGINNINGS[kind]):
        raise _mismatch(kind)
    if kind in MAIN_PARTS:
        _refuse_package(content, kind)


def _refuse_package(content: bytes, kind: str) -> None:
    """A workbook or document is a zip that lists its parts; macros and bombs are refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_parts(package, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _refusal(f"{kind}文件已损坏，请重新导出后再上传。") from error


def _refuse_parts(package: zipfile.ZipFile, kind: str) -> None:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise _refusal("文件展开后过大，请减少内容后再上传。")
    names = {part.filename for part in parts}
    main, declared = MAIN_PARTS[kind]
    if not {main, "[Content_Types].xml"} <= names:
        raise _mismatch(kind)
    with package.open("[Content_Types].xml") as part:
        types = part.read(LARGEST_LIST)
    if b"macroEnabled" in types or any(MACROS.search(name) for name in names):
        raise _refusal(f"文件含有宏，请另存为不含宏的{kind}文件后再上传。")
    if declared not in types:
        raise _mismatch(kind)


def _mismatch(kind: str) -> forms.ValidationError:
    return _refusal(f"文件内容不是{kind}格式，请核对后重新选择，不要只改扩展名。")


def _refusal(sentence: str) -> forms.ValidationError:
    return forms.ValidationError(sentence, code="evidence")
