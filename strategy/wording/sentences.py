"""Written sentences: text and linked numbers, printed by templates/_sentence.html."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or a number that links to its passport (`figure`) or to what it counts (`computed`).

    `replaced` is the text of the number that a correction of late has replaced.
    """

    text: str
    figure: str = ""
    computed: str = ""
    is_sample: bool = False
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Pieces in order, without the full stop; what rests on a sample says so before it."""

    pieces: tuple[Piece, ...]
    is_sample: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.pieces)
