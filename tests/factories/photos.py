"""Pictures made of one colour, with what a camera would write into them."""

import io

from PIL import Image

ORIENTATION, TURNED_RIGHT = 0x0112, 6
MAKE, LATITUDE, GPS = 0x010F, 2, 0x8825


def camera_jpeg(width: int = 40, height: int = 20, colour: str = "red") -> bytes:
    """A JPEG lying on its side, with the camera's name and the place where it was taken."""
    image = Image.new("RGB", (width, height), colour)
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = TURNED_RIGHT, "Camera"
    exif.get_ifd(GPS)[LATITUDE] = (33.0, 34.0, 0.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(width: int = 40, height: int = 20, colour: str = "blue") -> bytes:
    """A PNG."""
    out = io.BytesIO()
    Image.new("RGBA", (width, height), colour).save(out, "PNG")
    return out.getvalue()
