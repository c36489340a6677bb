"""Archives made in memory, honest and hostile."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these files."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return packed.getvalue()


def epub(pages: Mapping[str, str], *, metadata: str = "", spine: str = "", **others: str | bytes) -> bytes:
    """An EPUB of these pages in the folder OEBPS; `others` are further files by their paths, `__` standing for `/`."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages)
    order = spine or "".join(f'<itemref idref="{name}"/>' for name in pages)
    opf = f"<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    files = {f"OEBPS/{name}": page for name, page in pages.items()}
    return zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, **files, **others})


def docx(body: str, **others: str | bytes) -> bytes:
    """A Word document with this body."""
    document = f'<w:document xmlns:w="x"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})
