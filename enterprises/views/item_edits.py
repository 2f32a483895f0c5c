"""Entering and changing enterprises and parks."""

from enterprises.forms.enterprises import EnterpriseForm
from enterprises.forms.parks import ParkForm
from enterprises.models import Enterprise, Park
from strategy.models import ListEntry
from strategy.views.item_bulk import ItemBulk
from strategy.views.item_edits import ItemEdit, ItemListing, ItemNew

from .lists import EnterpriseList, ParkList


class EnterpriseNew(ItemNew):
    model, form_class = Enterprise, EnterpriseForm
    keeps_typed = "enterprises:enterprise_new"


class EnterpriseEdit(ItemEdit):
    model, form_class = Enterprise, EnterpriseForm
    keeps_typed = "enterprises:enterprise_edit"


class EnterpriseBulk(ItemBulk):
    model, form_class = Enterprise, EnterpriseForm
    fields = EnterpriseList.bulk_fields


class EnterpriseListing(ItemListing):
    model, list_key = Enterprise, ListEntry.List.ENTERPRISES
    keeps_typed = "enterprises:enterprise_listing"


class ParkNew(ItemNew):
    model, form_class = Park, ParkForm
    keeps_typed = "enterprises:park_new"


class ParkEdit(ItemEdit):
    model, form_class = Park, ParkForm
    keeps_typed = "enterprises:park_edit"


class ParkBulk(ItemBulk):
    model, form_class = Park, ParkForm
    fields = ParkList.bulk_fields


class ParkListing(ItemListing):
    model, list_key = Park, ListEntry.List.PARKS
    keeps_typed = "enterprises:park_listing"
