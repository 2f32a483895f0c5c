"""Files to attach, made in memory: real beginnings, the least content."""

import io
import zipfile

import factory

from strategy.models import Evidence

from .figures import NOON, RevisionFactory
from .organisations import UserFactory

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)
JPG = b"\xff\xd8\xff\xe0" + bytes(24)
TYPE_OF = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
MAIN_OF = {"xlsx": "xl/workbook.xml", "xlsm": "xl/workbook.xml", "docx": "word/document.xml"}


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    revision = factory.SubFactory(RevisionFactory)
    name = "台账.pdf"
    content_type = "application/pdf"
    size = len(PDF)
    checksum = "a" * 64
    added_at = NOON
    added_by = factory.SubFactory(UserFactory)


def package(kind: str, parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook or document with its list of parts, its main part and others."""
    types = f'<Types><Override ContentType="{TYPE_OF[kind]}"/></Types>'.encode()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {"[Content_Types].xml": types, MAIN_OF[kind]: b"<x/>"} | (parts or {})
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()
