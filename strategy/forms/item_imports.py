"""Which workbook of items is uploaded."""

from django import forms

from .batches import UploadForm


class ItemUploadForm(UploadForm):
    """A workbook of a kind's items; it is read later."""

    file = forms.FileField(
        label="台账文件",
        max_length=None,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text="xlsx文件，20MB以内；也可以是csv或txt。最多2000行、2万个单元格，新增、修改的不超过500条。",
        error_messages={"required": "请先选择文件。"},
    )
