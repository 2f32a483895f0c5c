"""Photographs made fit to keep: upright, of a bounded size, and without what a camera wrote."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

LARGEST_SIDE, THUMBNAIL_SIDE = 1600, 320
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG")


class PictureError(ValueError):
    """The content is no picture that can be read; the message says why in words for the screen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its thumbnail, both JPEG without any metadata; width and height in pixels."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def upright(content: bytes) -> Picture:
    """Turn a JPEG or PNG as its camera meant it, bring it to size and drop its metadata.

    Raises PictureError for what is no such picture, is damaged or has too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _open(content)
    except PictureError:
        raise
    except Image.DecompressionBombWarning as error:
        raise PictureError(_TOO_MANY) from error
    except Exception as error:  # a damaged file makes the decoder fail in many ways
        raise PictureError("照片已损坏或不是jpg、png图片，请重新选择。") from error
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Picture(_jpeg(image, 85), _jpeg(small, 80), image.width, image.height)


_TOO_MANY = "照片像素过多（超过6000万），请用较小的尺寸重新保存后上传。"


def _open(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise PictureError(_TOO_MANY)
        image.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
        turned = ImageOps.exif_transpose(image)
    return _on_white(turned)


def _on_white(image: Image.Image) -> Image.Image:
    """A new picture that has the pixels and nothing else; see-through parts become white."""
    with_alpha = image.convert("RGBA")
    plain = Image.new("RGB", image.size, "white")
    plain.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return plain


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
