"""Addresses of enterprises and parks."""

from django.urls import path

from strategy.views.item_imports import (
    ItemImportDetail,
    ItemImportMarked,
    ItemImportNew,
    ItemRegister,
)

from .forms.enterprises import EnterpriseForm
from .forms.parks import ParkForm
from .models import Enterprise, Park
from .views.enterprises import EnterpriseDetail
from .views.item_edits import (
    EnterpriseBulk,
    EnterpriseEdit,
    EnterpriseListing,
    EnterpriseNew,
    ParkBulk,
    ParkEdit,
    ParkListing,
    ParkNew,
)
from .views.lists import EnterpriseList, ParkList
from .views.parks import ParkDetail, ParkSumDetail
from .views.pool_forms import EntryCorrect, PoolClimb, PoolEnter, PoolKeep, PoolLeave
from .views.pools import PoolDetail, PoolList

app_name = "enterprises"

ENTERPRISES = {"model": Enterprise, "form_class": EnterpriseForm, "route": "enterprises:enterprise"}
PARKS = {"model": Park, "form_class": ParkForm, "route": "enterprises:park"}

urlpatterns = [
    path("enterprises/", EnterpriseList.as_view(), name="enterprise_list"),
    path("enterprises/new/", EnterpriseNew.as_view(), name="enterprise_new"),
    path("enterprises/import/", ItemImportNew.as_view(**ENTERPRISES), name="enterprise_import"),
    path(
        "enterprises/import/register/",
        ItemRegister.as_view(**ENTERPRISES),
        name="enterprise_register",
    ),
    path(
        "enterprises/import/<int:pk>/",
        ItemImportDetail.as_view(**ENTERPRISES),
        name="enterprise_import_detail",
    ),
    path(
        "enterprises/import/<int:pk>/marked/",
        ItemImportMarked.as_view(**ENTERPRISES),
        name="enterprise_import_marked",
    ),
    path("enterprises/bulk/", EnterpriseBulk.as_view(), name="enterprise_bulk"),
    path("enterprises/pools/", PoolList.as_view(), name="pool_list"),
    path("enterprises/pools/<slug:code>/", PoolDetail.as_view(), name="pool_detail"),
    path("enterprises/pools/<slug:code>/keep/", PoolKeep.as_view(), name="pool_keep"),
    path("enterprises/pools/<slug:code>/enter/", PoolEnter.as_view(), name="pool_enter"),
    path("enterprises/pools/<slug:code>/<int:pk>/leave/", PoolLeave.as_view(), name="pool_leave"),
    path("enterprises/pools/<slug:code>/<int:pk>/climb/", PoolClimb.as_view(), name="pool_climb"),
    path(
        "enterprises/pools/<slug:code>/<int:pk>/correct/",
        EntryCorrect.as_view(),
        name="entry_correct",
    ),
    path("enterprises/<item:code>/edit/", EnterpriseEdit.as_view(), name="enterprise_edit"),
    path(
        "enterprises/<item:code>/listing/", EnterpriseListing.as_view(), name="enterprise_listing"
    ),
    path("enterprises/<item:code>/", EnterpriseDetail.as_view(), name="enterprise_detail"),
    path("parks/", ParkList.as_view(), name="park_list"),
    path("parks/new/", ParkNew.as_view(), name="park_new"),
    path("parks/import/", ItemImportNew.as_view(**PARKS), name="park_import"),
    path("parks/import/register/", ItemRegister.as_view(**PARKS), name="park_register"),
    path("parks/import/<int:pk>/", ItemImportDetail.as_view(**PARKS), name="park_import_detail"),
    path(
        "parks/import/<int:pk>/marked/",
        ItemImportMarked.as_view(**PARKS),
        name="park_import_marked",
    ),
    path("parks/bulk/", ParkBulk.as_view(), name="park_bulk"),
    path("parks/<item:code>/edit/", ParkEdit.as_view(), name="park_edit"),
    path("parks/<item:code>/listing/", ParkListing.as_view(), name="park_listing"),
    path("parks/<item:code>/sums/<slug:metric>/", ParkSumDetail.as_view(), name="park_sum_detail"),
    path("parks/<item:code>/", ParkDetail.as_view(), name="park_detail"),
]
