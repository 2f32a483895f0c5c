"""What is pasted, which file is uploaded, and the word for committing what was shown."""

import unicodedata

from django import forms
from django.core.files.uploadedfile import UploadedFile

from strategy.models.kept_files import NAME_LENGTH

LARGEST = 20 * 1024 * 1024
SUFFIXES = ("xlsx", "csv", "txt")
OLD = {
    "xls": "这是旧版xls格式，请另存为xlsx格式后再上传。",
    "et": "这是WPS的et格式，请另存为xlsx格式后再上传。",
    "xlsm": "不接受含宏的工作簿，请另存为xlsx格式后再上传。",
}


class PasteForm(forms.Form):
    """A block out of a table."""

    text = forms.CharField(
        label="表格内容",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off"}),
        error_messages={"required": "没有内容，请先从表格中复制，再粘贴到这里。"},
    )
    start = forms.IntegerField(
        label="起始行",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="只粘贴一列数且不是整张表时填写：从本表第几行起。",
        error_messages={"invalid": "起始行请填写整数，例如3。"},
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("没有内容，请先从表格中复制，再粘贴到这里。")
        return text


class UploadForm(forms.Form):
    """A file with the month's numbers; it is read later, here only its name and size are."""

    file = forms.FileField(
        label="填报表",
        max_length=None,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text="xlsx文件，20MB以内；也可以是csv或txt。",
        error_messages={"required": "请先选择文件。"},
    )

    def clean_file(self) -> UploadedFile:
        upload = self.cleaned_data["file"]
        seen = (char for char in upload.name if unicodedata.category(char)[0] != "C")
        name = upload.name = "".join(seen)[-NAME_LENGTH:]
        suffix = name.rpartition(".")[2].lower() if "." in name else ""
        if suffix not in SUFFIXES:
            sentence = OLD.get(suffix, "只接受xlsx、csv、txt文件，请另存为xlsx格式后再上传。")
            raise forms.ValidationError(sentence)
        if upload.size > LARGEST:
            raise forms.ValidationError("文件超过20MB，请把要导入的表单独另存后再上传。")
        if not upload.size:
            raise forms.ValidationError("文件是空的，请检查后重新选择。")
        return upload


class CommitForm(forms.Form):
    """Commits what was shown, known by its fingerprint, with the reasons that are asked for."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    note = forms.CharField(
        label="“本月无此项”的原因",
        max_length=300,
        required=False,
        widget=forms.TextInput,
        help_text="用于表中没有写明原因的各项，例如“本月没有新开工项目”。",
    )
    reason = forms.CharField(
        label="修正原因",
        max_length=200,
        required=False,
        help_text="用于已审核发布或已锁定的各项，随修订记录公开。",
    )

    def __init__(self, *args, needs_note: int, needs_reason: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = [("note", needs_note), ("reason", needs_reason)]
        for name, count in self.asked:
            self.fields[name].required = bool(count)
            self.fields[name].error_messages["required"] = f"有{count}项须说明原因，请填写。"

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that this import needs."""
        return [self[name] for name, count in self.asked if count]
