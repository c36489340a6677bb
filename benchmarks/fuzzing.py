"""Fuzzes every reader.

    python benchmarks/fuzzing.py READER mutate 100000 CORPUS      mutations of the files of a folder
    python benchmarks/fuzzing.py READER guide -runs=20000 CORPUS  guided by coverage (`pip install atheris`); fills the folder

READER is one of the names in `READERS`. For `NAME inside`, the corpus are whole files, and what is mutated is one XML part in
one of them, which is packed again; for `pdf` they are whole files without their first five bytes. Anything but a `Story`, a
`Script` or an `AudiodramaError` is a finding, and so is a story whose paragraphs are no slices of its text, a script that is
not read as it was written, or a second spent on one input.
"""

import random
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path

GUIDED = sys.argv[2:3] == ["guide"]
if GUIDED:
    import atheris

with (
    atheris.instrument_imports(include=["audiodrama.story", "audiodrama.script", "audiodrama.markup"])
    if GUIDED
    else nullcontext()
):
    from audiodrama.errors import AudiodramaError
    from audiodrama.model import Story
    from audiodrama.script.screenplay import read_screenplay
    from audiodrama.script.text import read_script, write_script
    from audiodrama.story import bundle, docx, epub, formats, markdown, odt, package, pdf, pdf_worker, read_story, webpage  # noqa: F401

LONGEST = 1.0
"""Seconds of the processor for one input."""
LARGEST = 1_500
"""Bytes of one input, where it is no whole file."""
LARGEST_FILE = 40_000
PARTS = (".xml", ".opf", ".ncx", ".xhtml", ".html", ".css")
TOKENS = [
    b'<p>', b'</p>', b'<i>', b'</i>', b'<!--', b'-->', b'<![CDATA[', b']]>', b'<hr>', b'<br/>', b'<h1>', b'</h1>',
    b"<div class='", b"'>", b"<section epub:type='footnote'>", b'<nav>', b'<table><td>', b'<script>', b'&nbsp;',
    b'&#x110000;', b'&a;', b'<w:p>', b'</w:p>', b'<w:r><w:t>', b'</w:t></w:r>', b'<w:i/>', b'<w:br/>', b'<w:del>',
    b"<w:pPr><w:pStyle w:val='1'/>", b'<navPoint>', b'<text>', b"<content src='a.xhtml#x'/>", b"<item id='a' href='",
    b"<itemref idref='a'/>", b'[[', b']]', b'/*', b'*/', b'MARA\n', b'@', b'~', b'(', b')', b'^', b'MARA: ',
    b'[sound: ', b'INT. X\n', b'===', b'***', b'# ', b'\n\n', b'\r', b'\\', b'\xff', b'\x00', b'\xe2\x80\x9c',
    b'\xe2\x80\x9d', b'\xe2\x80\xa8', b'\xc2\xad', b'A/N: ', b'THE END', b'---\n', b'[^1]: ',
    b"<Paragraph Type='Dialogue'><Text>", b"<Paragraph Type='Character'><Text>", b'</Text></Paragraph>',
    b'<DualDialogue>', b'> ', b'PK\x03\x04',
]  # fmt: skip

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


def as_odt(data: bytes) -> bytes:
    """The input is cut in three: styles, metadata, text."""
    styles, meta, text = [*data.split(b"\xff", 2), b"", b""][:3]
    content = b"<office:body><office:text>" + (text or styles) + b"</office:text></office:body>"
    return packed(**{"content.xml": content, "styles.xml": styles, "meta.xml": meta})


READERS = {
    "text": ("a.txt", lambda data: data),
    "markdown": ("a.md", lambda data: data),
    "html": ("a.html", lambda data: data),
    "epub": ("a.epub", as_epub),
    "docx": ("a.docx", as_docx),
    "odt": ("a.odt", as_odt),
    "pdf": ("a.pdf", lambda data: b"%PDF-" + data),
    "epub inside": ("a.epub", lambda data: data),
    "docx inside": ("a.docx", lambda data: data),
    "odt inside": ("a.odt", lambda data: data),
    "zip": ("a.zip", lambda data: data),
    "folder": ("a.zip", lambda data: packed(**{"1.txt": data[::2], "2.html": data[1::2], "3.md": data})),
    "fountain": ("a.txt", lambda data: SCREEN.encode() + data),
    "fdx": ("a.fdx", lambda data: SCRIPT_FDX.encode() + data),
    "plain": ("a.txt", lambda data: SPEECHES.encode() + data),
}
SCRIPTS = {"fountain", "fdx", "plain"}
WHOLE = {"pdf", "epub inside", "docx inside", "odt inside"}
"""Readers whose corpus are whole files."""

pdf._extracted = lambda data, _name: [value for value in pdf_worker.read(data) if "error" not in value] or [{"contents": []}]
"""PDFium works in this process here: a process for each input would take a day."""


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


def mutated(corpus: list[bytes], rng: random.Random, largest: int = LARGEST) -> bytes:
    """An input: parts of the corpus spliced, with tokens put in, bytes changed, parts taken out or repeated."""
    data = bytearray(rng.choice(corpus)[:largest])
    for _ in range(rng.randint(1, 8)):
        at = rng.randint(0, len(data))
        to = min(len(data), at + rng.randint(1, 60))
        match rng.randrange(6):
            case 0:
                data[at:at] = rng.choice(TOKENS)
            case 1:
                data[at:to] = rng.choice(TOKENS)
            case 2:
                del data[at:to]
            case 3:
                data[at:at] = data[at:to] * rng.randint(1, 5)
            case 4:
                other = rng.choice(corpus)
                start = rng.randint(0, len(other))
                data[at:to] = other[start : start + rng.randint(1, 200)]
            case _:
                data[at:to] = bytes(rng.randrange(256) for _ in range(to - at))
    return bytes(data[:largest])


def repacked(files: list[dict[str, bytes]], rng: random.Random) -> bytes:
    """A whole file of which one XML part is mutated."""
    parts = dict(rng.choice(files))
    path = rng.choice([path for path in parts if path.endswith(PARTS)])
    parts[path] = mutated([parts[path]], rng, LARGEST_FILE)
    return packed(**parts)


def unpacked(path: Path) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def inputs(reader: str, folder: Path, rng: random.Random) -> Callable[[], bytes]:
    """What makes the next input."""
    paths = sorted(folder.iterdir())
    if reader.endswith(" inside"):
        files = [unpacked(path) for path in paths]
        return lambda: repacked(files, rng)
    corpus = [path.read_bytes() for path in paths]
    return lambda: mutated(corpus, rng, LARGEST_FILE if reader in WHOLE else LARGEST)


def mutate(reader: str, count: int, folder: Path) -> None:
    """Read `count` mutations of the files in a folder, and print what is found."""
    following, found = inputs(reader, folder, random.Random(reader)), set()
    slowest = 0.0
    for number in range(count):
        data = following()
        started = time.process_time()
        try:
            fuzz(reader, data)
        except Exception as error:  # noqa: BLE001  (whatever is raised is what is looked for)
            place = traceback.extract_tb(error.__traceback__)[-1]
            if (finding := f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"[:200]) not in found:
                found.add(finding)
                print(f"{reader} {number}: {finding}\n    {data[:LARGEST]!r}", flush=True)
        slowest = max(slowest, time.process_time() - started)
    print(f"{reader}: {count:,} inputs, {len(found)} findings, slowest {slowest:.2f} s, {time.process_time():.0f} s in all")


if __name__ == "__main__":
    chosen, _, *rest = sys.argv[1:]
    if GUIDED:
        atheris.Setup([sys.argv[0], *rest], lambda data: fuzz(chosen, data))
        atheris.Fuzz()
    else:
        mutate(chosen, int(rest[0]), Path(rest[1]))
