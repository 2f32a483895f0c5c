"""Forms of photographs: the file is read and made fit before anything is kept."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from projects.models import Photo
from strategy.forms.dates import date_box
from strategy.forms.evidence import clean_name, read_evidence, suffix_of
from strategy.pictures import Picture, PictureError, upright

KINDS = ("jpg", "jpeg", "png")


class PhotoField(forms.FileField):
    """A file input that gives a Picture, or refuses with a sentence."""

    def __init__(self, **kwargs):
        widget = forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in KINDS)})
        super().__init__(widget=widget, allow_empty_file=True, max_length=None, **kwargs)

    def clean(self, data: UploadedFile | None, initial=None) -> Picture | None:
        upload = super().clean(data, initial)
        return read_photo(upload) if upload else None


def read_photo(upload: UploadedFile) -> Picture:
    """Read an uploaded photograph. Raises ValidationError with a sentence for what is not taken."""
    suffix = suffix_of(clean_name(upload.name))
    if suffix not in KINDS:
        raise forms.ValidationError("照片只接受jpg、png文件，请重新选择。", code="photo")
    file = read_evidence(upload)
    try:
        return upright(file.content)
    except PictureError as error:
        raise forms.ValidationError(str(error), code="photo") from error


class PhotoForm(forms.ModelForm):
    """A new photograph: file, day and what it shows."""

    photo = PhotoField(
        label="照片",
        help_text="jpg或png，不超过20MB；保存时自动去除拍摄地点等信息并缩小。",
        error_messages={"required": "请选择照片。"},
    )

    class Meta:
        model = Photo
        fields = ("photo", "taken_on", "caption")
        widgets = {"taken_on": date_box()}
        error_messages = {
            "taken_on": {"required": "请填写拍摄日期。"},
            "caption": {"required": "请写明照片内容，如“主体结构封顶”。"},
        }


class PhotoRemovalForm(forms.Form):
    """Why a photograph is taken down."""

    reason = forms.CharField(
        label="撤下原因", max_length=200, error_messages={"required": "请写明撤下原因。"}
    )
