"""Reads a rendered page: its elements, with attributes, text and the table part they stand in."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
NUMBER = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?")


@dataclass
class Element:
    """An element; `text` is all that is written inside it, `within` the tags around it."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def has(self, name: str) -> bool:
        return name in self.attributes

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()

    @property
    def numbers(self) -> list[str]:
        """The numbers written inside, without their thousands separators."""
        return [found.replace(",", "") for found in NUMBER.findall(self.text)]


class Page(HTMLParser):
    """All elements of a page in order."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[Element] = []
        self.opened: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, tuple(one.tag for one in self.opened))
        self.elements.append(element)
        if self.opened:
            self.opened[-1].children.append(element)
        if tag not in VOID:
            self.opened.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.opened and self.opened.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self.opened:
            element.text += data

    def all(self, tag: str = "", *, attribute: str = "", css: str = "") -> list[Element]:
        """The elements with a tag, an attribute and a class, as far as they are asked for."""
        return [
            one
            for one in self.elements
            if (not tag or one.tag == tag)
            and (not attribute or one.has(attribute))
            and (not css or css in one.classes)
        ]

    @property
    def text(self) -> str:
        """All that is written on the page."""
        return self.elements[0].text if self.elements else ""
