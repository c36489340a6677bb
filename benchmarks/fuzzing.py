"""Fuzzes every reader, guided by coverage.

    pip install atheris
    nice python benchmarks/fuzzing.py READER -runs=100000 -max_len=2000

READER is one of the names in `READERS`. Anything but a `Story`, a `Script` or an `AudiodramaError` is a finding, and so is a
story whose paragraphs are no slices of its text, or a script that is not read as it was written.
"""

import sys
import zipfile
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["audiodrama.story", "audiodrama.script", "audiodrama.markup"]):
    from audiodrama.errors import AudiodramaError
    from audiodrama.model import Story
    from audiodrama.script.screenplay import read_screenplay
    from audiodrama.script.text import read_script, write_script
    from audiodrama.story import bundle, docx, epub, formats, markdown, package, read_story, webpage  # noqa: F401

CONTAINER = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
OPF = '<package><metadata>{}</metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="n" '
OPF += 'href="n.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine toc="n"><itemref idref="a"/></spine></package>'
SCREEN = "INT. MILL - DAY\n\nMARA\nWell?\n\nEXT. MILL - DAY\n\nGAMMON\nWell.\n\n"
SPEECHES = "MARA: One.\nGAMMON: Two.\nMARA: Three.\nMARA: Four.\nGAMMON: Five.\nMARA: Six.\n"
SCRIPT_FDX = "<?xml version='1.0'?><FinalDraft><Content>"


def packed(**files: bytes) -> bytes:
    """A zip archive of these files."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return data.getvalue()


def as_epub(data: bytes) -> bytes:
    """The input is cut in three: metadata and manifest, table of contents, chapter."""
    opf, contents, page = [*data.split(b"\xff", 2), b"", b""][:3]
    whole = opf if opf.lstrip().startswith(b"<package") else OPF.encode().replace(b"{}", opf)
    files = {
        "META-INF/container.xml": CONTAINER.encode(),
        "b.opf": whole,
        "n.ncx": contents,
        "a.xhtml": page or contents or opf,
    }
    return packed(**files)


def as_docx(data: bytes) -> bytes:
    """The input is cut in three: styles, footnotes, body."""
    styles, notes, body = [*data.split(b"\xff", 2), b"", b""][:3]
    document = b"<w:document><w:body>" + (body or styles) + b"</w:body></w:document>"
    return packed(**{"word/document.xml": document, "word/styles.xml": styles, "word/footnotes.xml": notes})


READERS = {
    "text": ("a.txt", lambda data: data),
    "markdown": ("a.md", lambda data: data),
    "html": ("a.html", lambda data: data),
    "epub": ("a.epub", as_epub),
    "docx": ("a.docx", as_docx),
    "zip": ("a.zip", lambda data: data),
    "folder": ("a.zip", lambda data: packed(**{"1.txt": data[::2], "2.html": data[1::2], "3.md": data})),
    "fountain": ("a.txt", lambda data: SCREEN.encode() + data),
    "fdx": ("a.fdx", lambda data: SCRIPT_FDX.encode() + data),
    "plain": ("a.txt", lambda data: SPEECHES.encode() + data),
}
SCRIPTS = {"fountain", "fdx", "plain"}


def check_story(story: Story) -> None:
    """Every paragraph is a slice of the text, in order."""
    end = 0
    for paragraph in story.paragraphs:
        assert paragraph.start >= end or paragraph.role == "heading", "paragraphs overlap or are out of order"
        assert story.text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text, "a paragraph is no slice"
        end = paragraph.start + len(paragraph.text)


def fuzz(reader: str, data: bytes) -> None:
    """Read one input; whatever is raised but a sentence for the user is a finding."""
    name, wrapped = READERS[reader]
    try:
        if reader not in SCRIPTS:
            check_story(read_story(wrapped(data), name=name))
        elif script := read_screenplay(wrapped(data), name=name):
            assert read_script(write_script(script), name) == script, "a script is not read as it was written"
    except AudiodramaError:
        return


if __name__ == "__main__":
    chosen = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: fuzz(chosen, data))
    atheris.Fuzz()
