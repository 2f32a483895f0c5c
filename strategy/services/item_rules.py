"""What holds of an item whatever way it is entered; the page, the import and the service ask it."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError

from strategy.models import Action, Organisation, Source, TrackedItem

from .refusals import RefusedError

SAMPLE_NAME = "示例"
SAMPLE_NEEDED = "示例内容的来源只能是示例数据。"
SAMPLE_REFUSED = "真实内容不能以示例数据为来源。"


class ItemError(RefusedError):
    """Nothing was done to an item."""


def check_item(item: TrackedItem, supporting: Iterable[Organisation]) -> None:
    """Raise ItemError for the first thing that is wrong with an item as it would be saved."""
    for field, sentence in broken_rules(item, supporting):
        raise ItemError(sentence, field)


def broken_rules(
    item: TrackedItem, supporting: Iterable[Organisation]
) -> Iterator[tuple[str, str]]:
    """Field and sentence of each rule that an item would break; it may be half filled in."""
    if item.lead_id is not None and item.lead_id in {unit.pk for unit in supporting}:
        yield "supporting", f"{item.lead}是牵头单位，不能同时是配合单位。"
    yield from _misnamed(item)
    yield from _astray(item)


def is_sample_source(source: Source | None) -> bool:
    """Whether what rests on a source is 示例."""
    return source is not None and source.kind == Source.Kind.SAMPLE


def wrong_source(source: Source, is_sample: bool) -> str:
    """Why something cannot rest on a source: samples and what is real keep apart; else empty."""
    if is_sample_source(source) == is_sample:
        return ""
    return SAMPLE_NEEDED if is_sample else SAMPLE_REFUSED


def links_of(item: TrackedItem) -> Iterator[str]:
    """The fields that lead to other items: owner, park …; the actions are real for everybody."""
    for field in item._meta.concrete_fields:
        other = field.related_model
        is_item = other is not None and issubclass(other, TrackedItem)
        if is_item and other is not Action and not field.primary_key:
            yield field.name


def first_error(error: ValidationError) -> ItemError:
    """What a model's own checks found first, as it is said on the screen."""
    if not hasattr(error, "error_dict"):
        return ItemError(error.messages[0])
    field, messages = next(iter(error.message_dict.items()))
    return ItemError(messages[0], "" if field == "__all__" else field)


def _misnamed(item: TrackedItem) -> Iterator[tuple[str, str]]:
    """Names and sources tell samples from what is real."""
    if item.source_id is not None and (wrong := wrong_source(item.source, item.is_sample)):
        yield "source", wrong
        return
    if item.name and item.name.startswith(SAMPLE_NAME) != item.is_sample:
        yield (
            "name",
            (
                "示例条目的名称须以“示例”开头。"
                if item.is_sample
                else "名称以“示例”开头的，来源须为示例数据。"
            ),
        )


def _astray(item: TrackedItem) -> Iterator[tuple[str, str]]:
    """Nothing invented hangs on something real, nor the reverse."""
    for name in links_of(item):
        linked = getattr(item, name)
        if linked is not None and linked.is_sample != item.is_sample:
            yield (
                name,
                (
                    f"{linked.name}不是示例，示例条目不能与它关联。"
                    if item.is_sample
                    else f"{linked.name}是示例，真实条目不能与它关联。"
                ),
            )
