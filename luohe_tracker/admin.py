"""The words above the admin's pages."""

from django.contrib import admin

admin.site.site_header = "基础数据管理"
admin.site.site_title = "漯河市换道领跑战略调度平台"
admin.site.index_title = "基础数据"
admin.site.site_url = "/"
