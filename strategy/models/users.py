"""People who sign in: each belongs to one organisation and has one role."""

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models


class Role(models.TextChoices):
    """What a person comes to do. The three administrators are separated: nobody has two roles."""

    OFFICIAL = "official", "领导"
    STAFF = "staff", "经办"
    COORDINATOR = "coordinator", "指挥部办公室"
    SYSTEM_ADMINISTRATOR = "sysadmin", "系统管理员"
    SECURITY_ADMINISTRATOR = "secadmin", "安全管理员"
    AUDITOR = "auditor", "审计员"


class UserManager(BaseUserManager):
    """Creates accounts; there is no superuser to create."""

    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account. Rights follow from the role and, for figures, from the organisation."""

    username = models.CharField(
        "用户名",
        max_length=30,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "此用户名已被使用。"},
    )
    name = models.CharField("姓名", max_length=30)
    organisation = models.ForeignKey(
        "strategy.Organisation", models.PROTECT, related_name="users", verbose_name="单位"
    )
    role = models.CharField("角色", max_length=12, choices=Role.choices)
    is_active = models.BooleanField("可登录", default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        ordering = ["username"]

    def __str__(self):
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.username,)

    @property
    def is_staff(self) -> bool:
        """Whether the reference data under /admin/ may be opened at all."""
        return self.is_active and self.role not in {Role.OFFICIAL, Role.STAFF}

    def has_perm(self, permission: str, obj=None) -> bool:
        """Answer the admin through the backends, which ask `strategy.permissions`."""
        return self.is_active and any(
            backend.has_perm(self, permission, obj)
            for backend in get_backends()
            if hasattr(backend, "has_perm")
        )

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
