"""What every model keeps to, walked over all of them."""

import pytest
from django.apps import apps
from django.db import models

from strategy.models import TrackedItem

OURS = [
    model
    for app in ("strategy", "projects", "enterprises")
    for model in apps.get_app_config(app).get_models()
]
MACHINE_MOMENTS = {"recorded_at", "superseded_at", "published_at", "due_at"}
"""Moments that nobody acts at: the machine's own, and a deadline."""

each_model = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)


def field_names(model) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


@each_model
def test_a_moment_has_an_actor_and_a_constraint(model):
    moments = {name for name in field_names(model) if name.endswith("_at")} - MACHINE_MOMENTS
    constraints = {constraint.name for constraint in model._meta.constraints}

    for moment in moments:
        verb = moment.removesuffix("_at")
        assert f"{verb}_by" in field_names(model)
        assert f"{model._meta.model_name}_{verb}_pair" in constraints


@each_model
def test_a_model_has_words_and_an_order(model):
    has_own_text = model.__str__ is not models.Model.__str__

    assert has_own_text
    assert model._meta.ordering
    assert not model._meta.verbose_name.isascii()


@each_model
def test_names_given_to_the_database_have_at_most_thirty_characters(model):
    names = [model._meta.db_table]
    names += [field.column for field in model._meta.local_fields]
    names += [constraint.name for constraint in model._meta.constraints]
    names += [index.name for index in model._meta.indexes]
    names += [field.m2m_db_table() for field in model._meta.local_many_to_many]

    assert [name for name in names if len(name) > 30] == []


@each_model
def test_history_is_protected(model):
    cascades = [
        field.name
        for field in model._meta.local_fields
        if field.remote_field and field.remote_field.on_delete is models.CASCADE
    ]

    assert cascades == []


@each_model
def test_an_amount_keeps_fifteen_digits_and_never_floats(model):
    for field in model._meta.local_fields:
        assert not isinstance(field, models.FloatField)
        if isinstance(field, models.DecimalField):
            assert field.max_digits <= 15


@pytest.mark.parametrize("model", TrackedItem.__subclasses__(), ids=lambda m: m._meta.label)
def test_a_kind_of_item_is_out_of_the_floors_reach(model):
    link = model._meta.get_field("item")

    assert link.primary_key
    assert link.remote_field.parent_link
    assert link.remote_field.hidden


@each_model
def test_every_field_has_a_chinese_name(model):
    unnamed = [
        field.name
        for field in model._meta.local_fields
        if field.name != "id" and str(field.verbose_name).isascii()
    ]

    assert unnamed == []
