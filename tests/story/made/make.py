"""Makes the files of this folder from `heron.md` with other people's programs.

They are kept in the repository, so that the tests need no program: run this only to take in a newer version of one.
`pip install pypandoc_binary python-docx fpdf2 reportlab`, and LibreOffice Writer, here 7.4 (`apt-get install libreoffice-writer
hyphen-en-gb`).
"""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypandoc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from fpdf import FPDF
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

HERE = Path(__file__).parent
FORMATS = {
    "pandoc_epub3.epub": "epub3",
    "pandoc_epub2.epub": "epub2",
    "pandoc.docx": "docx",
    "pandoc_html5.html": "html5",
    "pandoc_html4.html": "html4",
    "pandoc_gfm.md": "gfm",
}


def story() -> tuple[dict[str, str], list[str]]:
    """The front matter of `heron.md`, and its paragraphs without the footnote."""
    _, front, body = (HERE / "heron.md").read_text(encoding="utf-8").split("---\n", 2)
    texts = [text.replace("[^1]", "") for text in body.strip().split("\n\n") if not text.startswith("[^")]
    return dict(line.split(": ", 1) for line in front.strip().splitlines()), texts


def by_pandoc() -> None:
    for name, kind in FORMATS.items():
        command = [pypandoc.get_pandoc_path(), "-s", "-f", "markdown-smart", "-t", kind, "-o", HERE / name, HERE / "heron.md"]
        subprocess.run(command, check=True)


def by_python_docx() -> None:
    """The same story with Word's own styles; emphasis in runs, an ornament as the break."""
    document = docx.Document()
    entries, texts = story()
    document.core_properties.author, document.core_properties.language = entries["author"], entries["lang"]
    document.add_paragraph(entries["title"], style="Title")
    for text in texts:
        if text.startswith("# "):
            document.add_heading(text[2:], level=1)
        elif text == "* * *":
            document.add_paragraph("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            add_runs(document.add_paragraph(), text)
    document.save(str(HERE / "python_docx.docx"))


def add_runs(paragraph, text: str) -> None:
    for bold_index, bold_part in enumerate(text.split("**")):
        for index, part in enumerate(bold_part.split("*")):
            run = paragraph.add_run(part)
            run.italic, run.bold = index % 2 == 1 or None, bold_index % 2 == 1 or None


def by_libreoffice() -> None:
    """What a writer gets who opens a Word file and exports it; and the pages of a small book."""
    with TemporaryDirectory() as folder:
        for kind in ("docx", "odt", "html", "epub", "pdf"):
            convert(HERE / "pandoc.docx", kind, folder)
            shutil.copy(f"{folder}/pandoc.{kind}", HERE / f"libreoffice.{kind}")
        lay_out_book(f"{folder}/book.docx")
        convert(f"{folder}/book.docx", "pdf", folder)
        shutil.copy(f"{folder}/book.pdf", HERE / "libreoffice_book.pdf")


def convert(path: str | Path, kind: str, folder: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}", "--headless", "--convert-to", kind, "--outdir", folder]
    subprocess.run([*command, path], check=True)


def lay_out_book(path: str) -> None:
    """Small justified pages with indented paragraphs, hyphens, a running head and page numbers; an ornament as the break."""
    document = docx.Document(str(HERE / "python_docx.docx"))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(75), Mm(110)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(6)
    section.header.paragraphs[0].text = story()[0]["title"]
    add_page_number(section.footer.paragraphs[0])
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    document.settings.element.insert(0, OxmlElement("w:autoHyphenation"))
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Normal" and paragraph.alignment is None:
            shape = paragraph.paragraph_format
            shape.first_line_indent, shape.space_after, shape.alignment = Mm(5), Mm(0), WD_ALIGN_PARAGRAPH.JUSTIFY
    document.save(path)


def add_page_number(paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


class Numbered(FPDF):
    def footer(self) -> None:
        self.set_y(-10)
        self.set_font("Times", size=8)
        self.cell(0, text=f"Page {self.page_no()}", align="R")


def by_fpdf2() -> None:
    set_by_fpdf2().output(str(HERE / "fpdf2.pdf"))
    protected = set_by_fpdf2()
    protected.set_encryption(owner_password="heron", user_password="weir")
    protected.output(str(HERE / "protected.pdf"))


def set_by_fpdf2() -> FPDF:
    """Ragged lines, a blank line between paragraphs, three asterisks as the break, a page number in a corner."""
    entries, texts = story()
    pdf = Numbered(format=(105, 148))
    pdf.core_fonts_encoding = "cp1252"
    pdf.set_title(entries["title"])
    pdf.set_author(entries["author"])
    pdf.set_lang(entries["lang"])
    pdf.add_page()
    for text in [f"= {entries['title']}", *texts]:
        size, align = (20, "C") if text[0] == "=" else (15, "L") if text[0] == "#" else (11, "C" if text == "* * *" else "L")
        pdf.set_font("Times", size=size)
        words = text.lstrip("#= ").replace("**", "\0").replace("*", "__").replace("\0", "**")
        pdf.multi_cell(0, h=size / 2, text="* * *" if text == "* * *" else words, align=align, markdown=text != "* * *")
        pdf.ln(6)
    return pdf


def by_reportlab() -> None:
    """Justified lines, first lines indented, no space between paragraphs; heads that change sides, chapters in bold."""
    entries, texts = story()
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, firstLineIndent=14, alignment=TA_JUSTIFY)
    centred = ParagraphStyle("centred", parent=body, firstLineIndent=0, alignment=TA_CENTER, spaceBefore=14, spaceAfter=14)
    flow = [Paragraph(f"<font size=18>{entries['title']}</font>", centred), Paragraph(entries["author"], centred)]
    for text in texts:
        marked = re.sub(r"\*(\w.+?)\*", r"<i>\1</i>", re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text))
        if text[0] == "#":
            flow.append(Paragraph(f"<b>{text[2:]}</b>", centred))
        else:
            flow.append(Paragraph(marked, centred if text == "* * *" else body))
    pages = SimpleDocTemplate(
        str(HERE / "reportlab.pdf"), pagesize=(280, 200), leftMargin=30, rightMargin=30, topMargin=36, bottomMargin=20,
        title=entries["title"], author=entries["author"], lang=entries["lang"], invariant=True,
    )  # fmt: skip
    pages.build(flow, onFirstPage=running_head, onLaterPages=running_head)


def running_head(canvas, pages) -> None:
    canvas.setFont("Times-Italic", 8)
    if pages.page % 2:
        canvas.drawRightString(250, 178, f"{pages.title}   {pages.page}")
    else:
        canvas.drawString(30, 178, f"{pages.page}   {pages.author}")


if __name__ == "__main__":
    by_pandoc()
    by_python_docx()
    by_libreoffice()
    by_fpdf2()
    by_reportlab()
