"""Photographs for tests."""

from io import BytesIO

from PIL import Image


def jpeg(width: int = 64, height: int = 48) -> bytes:
    """A small photograph of nothing."""
    out = BytesIO()
    Image.new("RGB", (width, height), "#2b6a4d").save(out, "JPEG")
    return out.getvalue()
