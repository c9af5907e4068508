"""QR codes as drawings inside a page, for the wall and for slips of paper."""

import io

import segno
from markupsafe import Markup


def qr(address: str) -> Markup:
    """A QR code as inline SVG; read over a camera from paper, so with a fair share of redundancy."""
    drawing: str = segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr")
    return Markup(drawing)


def printed(address: str) -> str:
    """The same as an SVG drawing of its own, for a sheet that is set by another program."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", border=0)
    return drawing.getvalue().decode()
