"""The one-time key that a form carries, by which a second press of its button is known."""

from secrets import token_hex

from django import forms

BYTES = 16


def new_key() -> str:
    """A key that no other form carries."""
    return token_hex(BYTES)


def key_field() -> forms.CharField:
    """A hidden field with a new key each time the form is opened; kept where it is shown again."""
    return forms.CharField(
        required=False, max_length=2 * BYTES, widget=forms.HiddenInput, initial=new_key
    )
