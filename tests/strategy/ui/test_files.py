"""What no template, stylesheet or script may hold: our policy and Chromium 86 would refuse it."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STYLES = sorted((settings.BASE_DIR / "static/css").glob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static/js").glob("*.js"))

NEWER_CSS = (
    r":has\(|:is\(|:where\(|@layer|@container|@property|\binset:|aspect-ratio|color-mix|oklch|"
    r"accent-color|text-underline-offset|overflow: clip|[0-9][ds]v[hw]\b|^\s*&|"
    r"^\s*(?:translate|rotate|scale):"
)
NEWER_JS = (
    r"\.at\(|Object\.hasOwn|structuredClone|\.findLast|\.toSorted|\.toReversed|\.groupBy|"
    r"static \{|^await |crypto\.randomUUID"
)
ELSEWHERE = r"""(?:https?:|["'(\s=])//[a-z0-9]"""


def name(path):
    return str(path.relative_to(settings.BASE_DIR))


def found(pattern, path):
    return re.findall(pattern, path.read_text(), re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_no_inline_style_or_script(path):
    assert not found(r"""\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:""", path)
    for attributes in re.findall(r"<script\b([^>]*)>", path.read_text()):
        assert "src=" in attributes or 'type="application/json"' in attributes


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_says_what_it_is(path):
    assert path.read_text().startswith("{#")


@pytest.mark.parametrize("path", TEMPLATES + STYLES + SCRIPTS, ids=name)
def test_file_names_no_other_host(path):
    assert not found(ELSEWHERE, path)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_style_keeps_to_chromium_86(path):
    assert not found(NEWER_CSS, path)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_style_has_no_ids_and_shouts_nowhere(path):
    assert not found(r"!important|^#|[\s,]#[a-z_][\w-]*\s*[{,.:]", path)


@pytest.mark.parametrize("path", [path for path in STYLES if path.name != "tokens.css"], ids=name)
def test_colours_are_tokens(path):
    assert not found(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", path)


def test_every_token_in_use_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", "".join(path.read_text() for path in STYLES)))
    used = set(re.findall(r"var\((--[\w-]+)", "".join(path.read_text() for path in STYLES)))

    assert used <= defined


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_script_is_short_and_keeps_to_chromium_86(path):
    assert len(path.read_text().splitlines()) < 100
    assert not found(NEWER_JS, path)
    assert not found(r"\beval\(|new Function|\.style\b|innerHTML", path)
