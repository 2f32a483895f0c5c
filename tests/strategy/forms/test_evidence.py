"""Which files are taken as evidence, and what is said of the others."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from strategy.forms import evidence
from strategy.forms.evidence import LARGEST, clean_name, read_evidence
from tests.factories.evidence import JPG, PDF, PNG, package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x.pdf", content)
    file._name = name  # as a browser of bad manners might send it
    return file


def zip_of(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("台账.pdf", PDF),
        ("现场照片.jpg", JPG),
        ("现场照片.JPEG", JPG),
        ("截图.png", PNG),
        ("名单.xlsx", package("xlsx")),
        ("说明.docx", package("docx")),
        ("说明.docx", package("docx", {"word/embeddings/Microsoft_Excel_Sheet.xlsx": b"x"})),
        ("2022.07月台账.pdf", PDF),
        ("v1.2.xlsx", package("xlsx")),
    ],
)
def test_what_it_says_it_is_is_taken_whole(name, content):
    file = read_evidence(upload(name, content))

    assert (file.name, file.content) == (name, content)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.pdf", b"", "文件是空的"),
        ("script.pdf", b"<script>alert(1)</script>", "不是pdf格式"),
        ("late.pdf", b"MZ" + PDF, "不是pdf格式"),
        ("picture.jpg", PNG, "不是jpg格式"),
        ("picture.jpeg", PNG, "不是jpg格式"),
        ("picture.png", JPG, "不是png格式"),
        ("table.xlsx", PDF, "不是xlsx格式"),
        ("table.xlsx", package("docx"), "不是xlsx格式"),
        ("words.docx", package("xlsx"), "不是docx格式"),
        ("table.xlsx", zip_of("a.txt"), "不是xlsx格式"),
        ("table.xlsx", zip_of("xl/workbook.xml"), "不是xlsx格式"),
        ("table.xlsx", zip_of("xl/workbook.xml", "[Content_Types].xml"), "不是xlsx格式"),
        ("table.xlsx", package("xlsx")[:-30], "xlsx文件已损坏"),
        ("table.xlsx", b"PK\x03\x04" + bytes(100), "xlsx文件已损坏"),
        ("table.xlsx", OLE, "加了密码或是旧版格式"),
        ("words.docx", OLE, "另存为不加密码的docx"),
        ("macro.xlsx", package("xlsm"), "含有宏"),
        ("macro.xlsx", package("xlsx", {"xl/vbaProject.bin": b"x"}), "含有宏"),
        ("macro.docx", package("docx", {"word/VBAPROJECT.BIN": b"x"}), "含有宏"),
        ("macro.xlsx", package("xlsx", {"xl/macrosheets/sheet1.xml": b"x"}), "含有宏"),
        ("macro.docx", package("docx", {"word/activeX/activeX1.xml": b"x"}), "含有宏"),
        ("old.xls", OLE, "不接受“xls”文件，请上传pdf、jpg、png、xlsx、docx文件"),
        ("macro.xlsm", package("xlsm"), "不接受“xlsm”文件"),
        ("page.html", b"<html>", "不接受“html”文件"),
        ("drawing.svg", b"<svg/>", "不接受“svg”文件"),
        ("program.pdf.exe", PDF, "不接受“exe”文件"),
        ("program.exe.pdf", PDF, "两个扩展名（.exe.pdf）"),
        ("台账.xlsx.pdf", PDF, "两个扩展名（.xlsx.pdf）"),
        ("program\u202efdp.exe", PDF, "不接受“exe”文件"),
        ("README", PDF, "没有扩展名的文件"),
        ("pdf", PDF, "没有扩展名的文件"),
        ("台账.pdf.", b"MZ", "不是pdf格式"),
    ],
)  # fmt: skip
def test_what_it_is_not_is_refused_in_words(name, content, sentence):
    with pytest.raises(ValidationError) as refused:
        read_evidence(upload(name, content))

    assert sentence in refused.value.messages[0]


def test_twenty_megabytes_are_taken_and_one_byte_more_is_refused():
    largest = PDF + bytes(LARGEST - len(PDF))

    assert len(read_evidence(upload("a.pdf", largest)).content) == LARGEST
    with pytest.raises(ValidationError, match=r"文件为20\.0MB，超过20MB"):
        read_evidence(upload("a.pdf", largest + b"x"))


def test_what_unpacks_to_too_much_is_refused_unread(monkeypatch):
    monkeypatch.setattr(evidence, "LARGEST_UNPACKED", 1_000_000)
    bomb = package("xlsx", {"xl/worksheets/sheet1.xml": bytes(1_000_001)})

    assert len(bomb) < 5_000
    with pytest.raises(ValidationError, match="展开后过大"):
        read_evidence(upload("bomb.xlsx", bomb))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(evidence, "MOST_PARTS", 3)

    with pytest.raises(ValidationError, match="展开后过大"):
        read_evidence(upload("a.xlsx", package("xlsx", {f"xl/{n}.xml": b"" for n in range(2)})))


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("/etc/cron.d/台账.pdf", "台账.pdf"),
        ("..\\..\\windows\\台账.pdf", "台账.pdf"),
        ("C:\\Users\\王\\台账.pdf", "台账.pdf"),
        ("台\r\n账\x00\x1b.pdf", "台账.pdf"),
        ("台账\u202efdp.pdf", "台账fdp.pdf"),
        ("  台账   七月 . pdf", "台账 七月. pdf"),
        ('台<账>:"|?*.pdf', "台_账_.pdf"),
        (".pdf", "佐证材料.pdf"),
        ("...pdf", "佐证材料.pdf"),
        ("台账.pdf. . ", "台账.pdf"),
        ("长" * 200 + ".pdf", "长" * 146 + ".pdf"),
        ("长" * 200, "长" * 150),
    ],
)
def test_a_name_is_cleaned(raw, name):
    assert clean_name(raw) == name
    assert len(clean_name(raw)) <= 150
