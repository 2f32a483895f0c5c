"""Changing one's own password."""

from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError

PASSWORD_RULES = (
    "至少8个字符，含大写字母、小写字母、数字、其他字符中的至少三类；"
    "不得与用户名、姓名相近，不得使用常见密码。"
)


class OwnPasswordForm(PasswordChangeForm):
    """The old password and twice the new one, which must be another."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": "旧密码不正确，请重新输入。",
        "password_mismatch": "两次输入的新密码不一致。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django's own text is a list in HTML that addresses the reader.
        self.fields["new_password1"].help_text = PASSWORD_RULES
        self.fields["new_password2"].help_text = ""
        self.fields["new_password2"].label = "再次输入新密码"

    def validate_password_for_user(self, user, password_field_name="new_password1"):
        """Say what is wrong with a password where it is typed first."""
        super().validate_password_for_user(user, "new_password1")

    def clean_new_password1(self) -> str:
        """Refuse the old password as the new one."""
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码不得与旧密码相同。", code="password_unchanged")
        return password
