"""The contacts of an organisation, as rows of one form."""

import re
import unicodedata

from django import forms

from strategy.models import Contact

MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"(0[0-9]{2,3}-?)?[2-9][0-9]{6,7}(-[0-9]{1,5})?")
PHONE_MESSAGE = (
    "电话格式不正确：手机为11位数字，座机写作“0395-3131234”，分机写作“0395-3131234-801”。"
)


class ContactForm(forms.ModelForm):
    """One contact; ticking 已离任 keeps the row and takes it off the page's first list."""

    has_left = forms.BooleanField(label="已离任", required=False)

    class Meta:
        model = Contact
        fields = ["name", "post", "phone"]
        error_messages = {
            "name": {"required": "须填写姓名。"},
            "post": {"required": "须填写职务。"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["has_left"].initial = not self.instance.is_active
        self.fields["phone"].widget.input_type = "tel"
        for name in ("name", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_phone(self) -> str:
        """Take full-width digits and spaces too; refuse what is no number."""
        phone = unicodedata.normalize("NFKC", self.cleaned_data["phone"]).replace(" ", "")
        phone = phone.replace("—", "-").replace("–", "-")
        if phone and not (MOBILE.fullmatch(phone) or LANDLINE.fullmatch(phone)):
            raise forms.ValidationError(PHONE_MESSAGE, code="phone")
        return phone


ContactFormSet = forms.modelformset_factory(Contact, form=ContactForm, extra=2, max_num=50)
