"""Pasting and uploading as a browser does it."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.strategy.imports.unit import Unit


def address(unit: Unit, verb: str) -> str:
    return f"/reporting/2022-07/{unit.organisation.code}/{verb}"


def paste(client, unit: Unit, text: str, **more):
    return client.post(address(unit, "paste/"), {"text": text} | more)


def upload(client, unit: Unit, content: bytes, name: str = "七月.xlsx"):
    return client.post(address(unit, "upload/"), {"file": SimpleUploadedFile(name, content)})


def commit(client, page, **more):
    """Press the button of a preview."""
    names = ("fingerprint", "start")
    data = {name: hidden(page, name) for name in names}
    return client.post(f"/batches/{batch_of(page)}/commit/", data | more)


def hidden(page, name: str) -> str:
    """What a hidden field of a page holds."""
    (field,) = re.findall(rf'<input type="hidden" name="{name}"[^>]*>', text(page))
    return "".join(re.findall(r'value="([^"]*)"', field))


def batch_of(page) -> int:
    """Which batch a preview is of."""
    return int(re.search(r'action="/batches/(\d+)/commit/"', text(page))[1])


def text(response) -> str:
    return response.content.decode()
