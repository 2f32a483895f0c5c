"""Search by name, short name, code and pinyin, in memory: a few hundred names at most."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from pypinyin import lazy_pinyin

from strategy.models import Metric, Organisation, TrackedItem
from strategy.progress import Standing

PADDED_CODE = re.compile(r"([a-z])0*(\d+)")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text as it is searched: its letters without punctuation, and how each is pronounced.

    `places` are the letters' positions in the text; `initials` has one character for each letter,
    `starts` is where each letter's syllable begins in `pinyin`.
    """

    letters: str
    places: tuple[int, ...]
    initials: str
    pinyin: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text answers (0 is best) and which part of it does: places from, up to before."""

    score: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One result; `pieces` are the name's parts, each with whether the query matched it."""

    code: str
    name: str
    url: str
    note: str
    is_sample: bool
    score: int
    pieces: tuple[tuple[str, bool], ...]
    standing: Standing | None = None
    standing_is_sample: bool = False


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Results of one kind, best first."""

    title: str
    results: tuple[Found, ...]

    @property
    def shown(self) -> tuple[Found, ...]:
        """The best of them: a query that finds more is better asked with another word."""
        return self.results[:MOST_SHOWN]

    @property
    def hint(self) -> str:
        """How many there are and how many are shown."""
        count = len(self.results)
        return f"{count}项" if count <= MOST_SHOWN else f"{count}项，只列前{MOST_SHOWN}项"


MOST_SHOWN = 30
EXACT_CODE, NAME_STARTS, NAME_HAS, CODE_STARTS, INITIALS, PINYIN = range(6)


def search_items(query: str) -> list[FoundGroup]:
    """Tracked items of all kinds, grouped by kind. One query."""
    items = TrackedItem.objects.select_related("action").order_by("code")
    groups: dict[str, list[Found]] = {}
    for item in items:
        note = "" if item.action is None else item.action.name
        found = _found(item, query, code=item.code, note=note, is_sample=item.is_sample)
        if found is not None:
            groups.setdefault(item.kind, []).append(found)
    titles = {item.kind: item.kind_name for item in items}
    return [group_of(titles[kind], results) for kind, results in groups.items()]


def search_organisations(query: str) -> FoundGroup:
    """Organisations by name, short name and code. One query."""
    rows = Organisation.objects.order_by("position", "code")
    found = [_found(row, query, code=row.code, note=row.get_kind_display()) for row in rows]
    return group_of("责任单位", [one for one in found if one is not None])


def search_metrics(query: str) -> FoundGroup:
    """Metrics by name, short name and code. One query."""
    found = [
        _found(row, query, code=row.code, note=f"单位：{row.unit}", is_sample=row.is_sample)
        for row in Metric.objects.order_by("code")
    ]
    return group_of("指标", [one for one in found if one is not None])


def item_codes_matching(query: str) -> set[str]:
    """Codes of the items that a search finds, for the filter of a list. One query.

    What is asked decides as in `best_match`.
    """
    rows = TrackedItem.objects.values_list("code", "name", "short_name").order_by("code")
    return {row[0] for row in rows if best_match(query, *row) is not None}


def is_blank(query: str) -> bool:
    """Whether a query asks for nothing: no letter, no digit, no character."""
    return not spell(query).letters


def best_match(query: str, code: str, name: str, short_name: str = "") -> Match | None:
    """How a named thing answers a query; None if it does not. The places are those in `name`.

    Words apart must all be found. “p1” and “P001” are the same code. Everything answers an empty
    query, nothing one without a letter or digit, such as “%”.
    """
    words = [letters for word in query.split() if (letters := spell(word).letters)]
    if not words and query.strip():
        return None
    matches = [_word_match(word, code, name, short_name) for word in words]
    if None in matches:
        return None
    return min(matches, key=lambda match: match.score, default=Match(NAME_HAS))


def match_text(word: str, text: str) -> Match | None:
    """How a word of letters answers a text, by characters, pinyin initials or whole pinyin."""
    spelling = spell(text)
    at = spelling.letters.find(word)
    if at >= 0:
        return _match(spelling, NAME_HAS if at else NAME_STARTS, at, at + len(word))
    if not word.isascii() or word.isdigit() or len(word) < 2:
        return None
    at = spelling.initials.find(word)
    if at >= 0:
        return _match(spelling, INITIALS, at, at + len(word))
    return _pinyin_match(spelling, word)


def pieces_of(name: str, match: Match) -> tuple[tuple[str, bool], ...]:
    """The parts of a name, each with whether the query matched it."""
    pieces = (
        (name[: match.start], False),
        (name[match.start : match.end], True),
        (name[match.end :], False),
    )
    return tuple(piece for piece in pieces if piece[0])


@lru_cache(maxsize=8192)
def spell(text: str) -> Spelling:
    """A text as it is searched; remembered, because pronouncing is slow and names stay."""
    places, letters = [], []
    for place, character in enumerate(text):
        letter = unicodedata.normalize("NFKC", character).lower()[:1]
        if letter.isalnum():
            places.append(place)
            letters.append(letter)
    joined = "".join(letters)
    syllables = lazy_pinyin(joined, errors=list) if joined else []
    starts, length = [], 0
    for syllable in syllables:
        starts.append(length)
        length += len(syllable)
    return Spelling(
        letters=joined,
        places=tuple(places),
        initials="".join(syllable[:1] for syllable in syllables),
        pinyin="".join(syllables),
        starts=tuple(starts),
    )


def _word_match(word: str, code: str, name: str, short_name: str) -> Match | None:
    in_name = match_text(word, name)
    found = [in_name, match_text(word, short_name), _code_match(word, code)]
    scores = [match.score for match in found if match is not None]
    if not scores:
        return None
    # Only the name is shown, so only a place in it can be marked.
    return replace(in_name or Match(0), score=min(scores))


def _code_match(word: str, code: str) -> Match | None:
    letters = spell(code).letters
    if word == letters or _unpadded(word) == _unpadded(letters) != "":
        return Match(EXACT_CODE)
    return Match(CODE_STARTS) if letters.startswith(word) else None


def _unpadded(code: str) -> str:
    """“p1” of “p001”; nothing for what is no item's code."""
    padded = PADDED_CODE.fullmatch(code)
    return "".join(padded.groups()) if padded else ""


def _pinyin_match(spelling: Spelling, word: str) -> Match | None:
    """Whole pinyin counts from the beginning of a syllable; the last one may be unfinished."""
    for first, start in enumerate(spelling.starts):
        if spelling.pinyin.startswith(word, start):
            end = start + len(word)
            last = sum(begin < end for begin in spelling.starts)
            return _match(spelling, PINYIN, first, last)
    return None


def _match(spelling: Spelling, score: int, first: int, after: int) -> Match:
    return Match(score, spelling.places[first], spelling.places[after - 1] + 1)


def _found(
    row: TrackedItem | Organisation | Metric,
    query: str,
    *,
    code: str,
    note: str,
    is_sample: bool = False,
) -> Found | None:
    match = best_match(query, code, row.name, row.short_name)
    if match is None:
        return None
    pieces = pieces_of(row.name, match)
    return Found(code, row.name, row.get_absolute_url(), note, is_sample, match.score, pieces)


def group_of(title: str, results: list[Found]) -> FoundGroup:
    """Results of one kind, the best first; equal ones stay in their order."""
    return FoundGroup(title, tuple(sorted(results, key=lambda one: one.score)))
