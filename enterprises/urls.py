"""Addresses of enterprises and parks."""

from django.urls import path

from .views.enterprises import EnterpriseDetail
from .views.lists import EnterpriseList, ParkList
from .views.parks import ParkDetail

app_name = "enterprises"

urlpatterns = [
    path("enterprises/", EnterpriseList.as_view(), name="enterprise_list"),
    path("enterprises/<item:code>/", EnterpriseDetail.as_view(), name="enterprise_detail"),
    path("parks/", ParkList.as_view(), name="park_list"),
    path("parks/<item:code>/", ParkDetail.as_view(), name="park_detail"),
]
