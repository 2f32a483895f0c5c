"""Is this a workbook that may be opened? Asked of the bytes, before anything unpacks them."""

import io
import zipfile
import zlib

from .grids import ImportRefusedError

LARGEST = 20 * 1024 * 1024
MOST_PARTS = 1_000
LARGEST_UNPACKED, LARGEST_XML = 100 * 1024 * 1024, 16 * 1024 * 1024
"""Of all parts together; of those that are parsed, which is all but pictures and the like."""

LONGEST_TOKEN = 512 * 1024
"""The XML parser takes the square of a token's length; no cell is half as long."""

ZIP, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
MAIN_PART = "xl/workbook.xml"
PARSED = (".xml", ".rels", ".vml")
DAMAGED = "文件已损坏，请在 Excel 或 WPS 中打开后另存为 xlsx 再上传。"
TOO_LARGE = "文件展开后过大，请把要导入的表单独另存为一个文件后再上传。"


def refuse_unfit(content: bytes) -> None:
    """Raise ImportRefusedError with a sentence unless these bytes are a workbook of modest size."""
    if not content:
        raise ImportRefusedError("文件是空的，请检查后重新选择。")
    if len(content) > LARGEST:
        raise ImportRefusedError("文件超过20MB，请把要导入的表单独另存后再上传。")
    _refuse_other_kinds(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _refuse_parts(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise ImportRefusedError(DAMAGED) from error


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        raise ImportRefusedError(
            "文件加了密码或是旧版xls格式，请取消密码，另存为xlsx格式后再上传。"
        )
    if content.startswith(PDF):
        raise ImportRefusedError("这是PDF文件，请上传xlsx格式的表格。")
    if not content.startswith(ZIP):
        raise ImportRefusedError(
            "文件内容不是xlsx格式（可能是改了扩展名的csv或网页），请另存为xlsx格式后再上传。"
        )


def _refuse_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise ImportRefusedError("文件加了密码，请取消密码后再上传。")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ImportRefusedError(TOO_LARGE)
    parsed = [part for part in parts if part.filename.lower().endswith(PARSED)]
    if sum(part.file_size for part in parsed) > LARGEST_XML:
        raise ImportRefusedError(TOO_LARGE)
    if any(_has_endless_token(package.read(part)) for part in parsed):
        raise ImportRefusedError(DAMAGED)
    names = {part.filename for part in parts}
    if len(names) != len(parts):
        raise ImportRefusedError(DAMAGED)
    if MAIN_PART not in names:
        raise ImportRefusedError("文件不是 Excel 工作簿，请另存为 xlsx 格式后再上传。")
    if any("vbaproject" in name.lower() for name in names):
        raise ImportRefusedError("文件含有宏，请另存为不含宏的xlsx格式后再上传。")


def _has_endless_token(xml: bytes) -> bool:
    windows = range(0, len(xml) - LONGEST_TOKEN, LONGEST_TOKEN)
    return any(b">" not in xml[start : start + LONGEST_TOKEN] for start in windows)
