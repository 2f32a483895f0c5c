"""What every button of a sheet begins with: what is typed is kept, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from strategy.forms.sheet_cells import Cells, conflict_of, kept_cells, typed_cells
from strategy.forms.sheets import RowForm, row_forms
from strategy.models import User
from strategy.queries.sheet_rows import SheetRow
from strategy.services.figures import EntryError
from strategy.services.sheets import KeptRows, keep_rows


@dataclass(frozen=True)
class Posted:
    """The typed rows of a sheet by their codes, and what became of them.

    `fixed` could no longer be typed in; `unsaved` wait to be saved, because the session had ended;
    `left` were not touched by their writer, but have become another since.
    """

    forms: dict[str, RowForm]
    kept: KeptRows = field(default_factory=KeptRows)
    fixed: frozenset[str] = frozenset()
    unsaved: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()

    @property
    def refused(self) -> dict[str, EntryError]:
        """What could not be kept, although it could be read."""
        return {
            code: self.kept.refused[form.row.figure.pk]
            for code, form in self.forms.items()
            if form.row.figure.pk in self.kept.refused
        }

    @property
    def wrong(self) -> list[str]:
        """The rows whose text could not be read."""
        return [code for code, form in self.forms.items() if not form.is_valid()]

    @property
    def open_codes(self) -> set[str]:
        """The rows that must be looked at again."""
        return {*self.wrong, *self.refused, *self.fixed, *self.unsaved}

    @property
    def status(self) -> int:
        """409 where somebody else was there first, 422 where something is wrong."""
        if self.refused or self.fixed:
            return 409
        return 422 if self.wrong else 200

    @property
    def conversions(self) -> list[str]:
        """How numbers of the kept rows were converted, in words."""
        kept = [form for code, form in self.forms.items() if code not in self.open_codes]
        return [f"{form.row.metric.name}：{form.typed.note}" for form in kept if form.typed.note]

    def cells(self, row: SheetRow, **said) -> Cells:
        """A row of the page after all this: what was kept, or what was typed and is not."""
        form = self.forms.get(row.code)
        if form is None or row.code not in self.open_codes:
            told = form.typed.note if form else ""
            return kept_cells(row, **({"told": told} | said))
        if row.code in self.fixed:
            typed = form.raw["value"] or form.raw["note"]
            said["problem"] = f"您填写的“{typed}”没有保存：{row.why_fixed}。"
            return kept_cells(row, **said)
        return typed_cells(row, form, **(self._refusal(row, form) | said))

    def _refusal(self, row: SheetRow, form: RowForm) -> dict:
        error = self.refused.get(row.code)
        if error is None:
            return {}
        conflict = conflict_of(row, form)
        return {"conflict": conflict} if conflict else {"problem": str(error)}


def keep_posted(
    data,
    rows: Iterable[SheetRow],
    *,
    by: User,
    at: datetime,
    chosen: Iterable[str] = (),
    is_whole: bool = True,
) -> Posted:
    """Keep the typed rows; a row sent back is kept only if it was touched or is `chosen`.

    Of a whole page, rows that a colleague has changed and the sender has not touched are left.
    """
    forms = row_forms(data, rows)
    chosen = set(chosen)
    left = frozenset(code for code, form in forms.items() if is_whole and is_left(form))
    entries, fixed = [], set()
    for code, form in forms.items():
        if not form.is_valid() or form.is_given_up or code in left:
            continue
        if is_idle(form, is_chosen=code in chosen):
            continue
        if form.row.is_open:
            entries.append(form.entry())
        else:
            fixed.add(code)
    kept = keep_rows(entries, by=by, at=at) if entries else KeptRows()
    return Posted(forms, kept, frozenset(fixed), left=left)


def restored_posts(data, rows: Iterable[SheetRow]) -> Posted:
    """What was typed before a session ended and is not what is kept; nothing of it is saved."""
    forms = row_forms(data, rows)
    typed = {code for code, form in forms.items() if not (form.is_valid() and form.is_untouched)}
    fixed = {code for code in typed if not forms[code].row.is_open}
    return Posted(forms, fixed=frozenset(fixed), unsaved=frozenset(typed - fixed))


def is_left(form: RowForm) -> bool:
    """Whether a colleague has changed a row that its sender only had on the screen."""
    return form.is_as_shown and form.seen != form.row.version


def is_idle(form: RowForm, *, is_chosen: bool) -> bool:
    """Whether a row asks for nothing: it is as it was, and no draft is wanted of it."""
    begins = is_chosen and form.row.draft is None and form.row.is_filled
    return form.is_untouched and not (begins and form.row.is_open)
