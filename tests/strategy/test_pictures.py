"""Photographs are turned upright, made smaller, and keep nothing that a camera wrote."""

import io

import pytest
from PIL import Image

from strategy import pictures
from strategy.pictures import PictureError, upright
from tests.factories.photos import GPS, camera_jpeg, png


def opened(content):
    return Image.open(io.BytesIO(content))


def test_a_picture_that_lies_on_its_side_is_turned():
    assert (upright(camera_jpeg(40, 20)).width, upright(camera_jpeg(40, 20)).height) == (20, 40)


def test_camera_and_place_are_gone():
    assert opened(camera_jpeg()).getexif().get_ifd(GPS)
    picture = upright(camera_jpeg())

    for content in (picture.content, picture.thumbnail):
        assert not opened(content).getexif()
        assert b"Camera" not in content


def test_a_large_picture_is_brought_to_size_and_keeps_its_shape():
    picture = upright(png(4000, 2000))

    assert (picture.width, picture.height) == (1600, 800)
    assert opened(picture.thumbnail).size == (320, 160)


def test_a_small_picture_stays_as_large_as_it_is():
    assert (upright(png(40, 20)).width, upright(png(40, 20)).height) == (40, 20)


def test_see_through_parts_become_white():
    pixel = opened(upright(png(colour="#00000000")).content).getpixel((5, 5))

    assert min(pixel) > 250


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff no picture", camera_jpeg(400, 200)[:300], b"GIF89a\x01\x00\x01\x00"],
    ids=["empty", "only begins like one", "cut off", "another format"],
)
def test_what_is_no_whole_picture_is_refused_with_a_sentence(content):
    with pytest.raises(PictureError, match="请重新选择"):
        upright(content)


def test_too_many_pixels_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 500)

    with pytest.raises(PictureError, match="像素过多"):
        upright(png(40, 20))
