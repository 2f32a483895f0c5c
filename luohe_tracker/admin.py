"""The frame of the admin's pages."""

from django.contrib import admin
from django.http import HttpRequest

from strategy.permissions import may_read


class Site(admin.AdminSite):
    """The site under /admin/; only who may read the other pages is shown the way there."""

    site_header = "基础数据管理"
    site_title = "漯河市换道领跑战略调度平台"
    index_title = "基础数据"

    def each_context(self, request: HttpRequest) -> dict:
        context = super().each_context(request)
        reads = request.user.is_authenticated and may_read(request.user)
        return context if reads else context | {"site_url": None}
