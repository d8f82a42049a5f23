"""Letters as .docx: same measures, same words, the same number of pages in LibreOffice."""

import io
import os
import pickle
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from desktop_app.printing.letter_docx import letter_docx
from desktop_app.printing.papers import LetterKind
from desktop_app.printing.render import page_count, render_pdf
from installer.system_packages import has_office_part

MM = 36000


def read(letter):
    return Document(io.BytesIO(letter_docx(letter)))


def test_page_measures(letter):
    section = read(letter).sections[0]
    assert (section.left_margin, section.top_margin) == pytest.approx((28 * MM, 37 * MM), abs=900)
    width = section.page_width - section.left_margin - section.right_margin
    assert width == pytest.approx(156 * MM, abs=900)


def test_every_paragraph_is_there_with_its_font(letter):
    document = read(letter)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(body in text for body in letter.body)
    assert "附件：1.入库项目清单" in text
    assert "2026年11月22日" in text
    xml = document.element.xml
    for font in ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{font}"' in xml


def test_annex_and_remark_are_written(letter):
    paper = replace(
        letter, kind=LetterKind.PLAIN, annex="附件2", remark="联系人：张三", addressee=""
    )
    texts = [paragraph.text for paragraph in read(paper).paragraphs]
    assert texts[0] == "附件2"
    assert "（联系人：张三）" in texts
    assert not any(text.endswith("局：") for text in texts)


def test_no_trace_of_the_library_is_left(letter):
    about = read(letter).core_properties
    assert about.title == letter.title
    assert about.author == letter.sender
    assert about.comments == ""
    assert about.created.date() == about.modified.date() == letter.dated


SAME = """
import hashlib, pickle, sys
from desktop_app.printing.letter_docx import letter_docx
print(hashlib.sha256(letter_docx(pickle.load(sys.stdin.buffer))).hexdigest())
"""


def test_the_same_letter_gives_the_same_bytes_in_every_run(letter):
    """Each process orders its sets anew; the day and the machine leave no trace."""
    command = [sys.executable, "-c", SAME]
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        run = subprocess.run(
            command, input=pickle.dumps(letter), env=surroundings, check=True, capture_output=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1
    with zipfile.ZipFile(io.BytesIO(letter_docx(letter))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(not has_office_part("sw"), reason="needs the writer of LibreOffice")
def test_libreoffice_counts_the_same_pages(letter, stamp, tmp_path):
    plain = replace(letter, kind=LetterKind.PLAIN, copy_to="")
    samples = {
        "redhead": letter,
        "plain": plain,
        "long": replace(plain, body=letter.body * 5),
        "short": replace(plain, body=letter.body[:1], attachments=()),
    }
    for name, sample in samples.items():
        (tmp_path / f"{name}.docx").write_bytes(letter_docx(sample))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(map(str, tmp_path.glob("*.docx")))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    ours = {name: page_count(render_pdf(sample, stamp)) for name, sample in samples.items()}
    theirs = {name: page_count((tmp_path / f"{name}.pdf").read_bytes()) for name in samples}
    assert theirs == ours
