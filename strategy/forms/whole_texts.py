"""Forms in which one pastes: a text that is too long is refused with a sentence, and never cut."""

from django import forms

TOO_LONG = "不能超过%(limit_value)d字，现有%(show_value)d字。"
"""What every field says of itself (locale/), for what is checked or said in other ways."""


class WholeText(forms.BoundField):
    """A field whose box takes any length, since a browser cuts what is pasted without a word."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        is_text = isinstance(widget or self.field.widget, forms.TextInput | forms.Textarea)
        return attrs | {"maxlength": False} if is_text else attrs


class _WholeTexts:
    bound_field_class = WholeText


class Form(_WholeTexts, forms.Form):
    """A form that says how much too long a text is, and shows all of it again."""


class ModelForm(_WholeTexts, forms.ModelForm):
    """The same for the fields of a model."""
