"""Files handed in for a matter or a meeting: several at once, each checked like evidence."""

from django import forms

from strategy.models.kept_files import CONTENT_TYPES

from .evidence import EvidenceField, EvidenceFile

HINT = "pdf、jpg、png、xlsx、docx，每个不超过20MB，可一次选择多个。不得上传涉密材料。"


class FilesInput(forms.FileInput):
    """A box for several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name) -> list:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name) or []


class FilesField(EvidenceField):
    """Gives a list of EvidenceFile, or refuses with a sentence that names the file."""

    def __init__(self, **kwargs):
        super().__init__(**({"label": "附件", "help_text": HINT} | kwargs))
        accept = ",".join(f".{suffix}" for suffix in CONTENT_TYPES)
        self.widget = FilesInput(attrs={"accept": accept, "multiple": True})

    def clean(self, data: list, initial=None) -> list[EvidenceFile]:
        if not data:
            super().clean(None, initial)
        return [self._checked(upload, alone=len(data) == 1) for upload in data]

    def _checked(self, upload, *, alone: bool) -> EvidenceFile:
        try:
            return super().clean(upload)
        except forms.ValidationError as error:
            if alone:
                raise
            name = upload.name
            raise forms.ValidationError([f"{name}：{one}" for one in error.messages]) from error


class AttachmentForm(forms.Form):
    """Files to add to a matter or a meeting."""

    attachments = FilesField(
        label="选择文件", error_messages={"required": "请先选择文件，再点“上传”。"}
    )
