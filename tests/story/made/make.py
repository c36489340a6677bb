"""Makes the files of this folder from `heron.md` with other people's programs: `pip install pypandoc_binary python-docx`, and
LibreOffice Writer (`apt-get install libreoffice-writer`, here 7.4), which makes its files of pandoc's DOCX.

They are kept in the repository, so that the tests need neither program: run this only to take in a newer version of one.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypandoc
from docx.enum.text import WD_ALIGN_PARAGRAPH

HERE = Path(__file__).parent
FORMATS = {
    "pandoc_epub3.epub": "epub3",
    "pandoc_epub2.epub": "epub2",
    "pandoc.docx": "docx",
    "pandoc_html5.html": "html5",
    "pandoc_html4.html": "html4",
    "pandoc_gfm.md": "gfm",
}


def by_pandoc() -> None:
    for name, kind in FORMATS.items():
        command = [pypandoc.get_pandoc_path(), "-s", "-f", "markdown-smart", "-t", kind, "-o", HERE / name, HERE / "heron.md"]
        subprocess.run(command, check=True)


def by_python_docx() -> None:
    """The same story with Word's own styles; emphasis in runs, an ornament as the break."""
    document = docx.Document()
    _, front, body = (HERE / "heron.md").read_text(encoding="utf-8").split("---\n", 2)
    entries = dict(line.split(": ", 1) for line in front.strip().splitlines())
    document.core_properties.author, document.core_properties.language = entries["author"], entries["lang"]
    document.add_paragraph(entries["title"], style="Title")
    for text in body.strip().split("\n\n"):
        if text.startswith("# "):
            document.add_heading(text[2:], level=1)
        elif text.startswith("*  *") or text == "* * *":
            document.add_paragraph("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif not text.startswith("[^"):
            add_runs(document.add_paragraph(), text.replace("[^1]", ""))
    document.save(str(HERE / "python_docx.docx"))


def add_runs(paragraph, text: str) -> None:
    for bold_index, bold_part in enumerate(text.split("**")):
        for index, part in enumerate(bold_part.split("*")):
            run = paragraph.add_run(part)
            run.italic, run.bold = index % 2 == 1 or None, bold_index % 2 == 1 or None


def by_libreoffice() -> None:
    """What a writer gets who opens a Word file and exports it."""
    with TemporaryDirectory() as folder:
        for kind in ("docx", "odt", "html", "epub"):
            command = ["soffice", f"-env:UserInstallation=file://{folder}", "--headless", "--convert-to", kind]
            subprocess.run([*command, "--outdir", folder, HERE / "pandoc.docx"], check=True)
            shutil.copy(f"{folder}/pandoc.{kind}", HERE / f"libreoffice.{kind}")


if __name__ == "__main__":
    by_pandoc()
    by_python_docx()
    by_libreoffice()
