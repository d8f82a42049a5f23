"""A clerk at the command line alone, day after day: runs commands, reads what `show` says."""

import io
import re
from datetime import date

import openpyxl

from desktop_app.cli.arguments import parse
from desktop_app.cli.main import Surroundings, run
from desktop_app.use_cases.papers.press import plain_text
from tests.county import HandClock

SIGNED = ("--signer", "负责人甲")
HAND_IN = "还没有收到的材料（hengce handin 编号 办件.材料）："
MAY_BE_DONE = "现在可以办（hengce record 编号 步骤 结果 --signer 签批人）："


class Clerk:
    """Types command lines at one workspace on the day the clock is turned to."""

    def __init__(self, folder, *day):
        self.folder = folder
        self.clock = HandClock(date(*day))

    def on(self, *day):
        self.clock.turn_to(date(*day))
        return self

    def __call__(self, *words):
        out = io.StringIO()
        line = [str(word) for word in words]
        around = Surroundings(self.clock, "test", self.folder, out, out)
        return run(parse([*line, "--data", str(self.folder)]), around), out.getvalue()

    def does(self, *words):
        """What a command says that has to be done without a problem."""
        code, told = self(*words)
        assert code == 0, told
        return told

    def is_refused(self, *words):
        """What a command says that has to be refused."""
        code, told = self(*words)
        assert code == 1, told
        return told

    def record(self, code, step, outcome, *facts, more=()):
        """A signed result with its facts, each written `name=value`."""
        given = [word for fact in facts for word in ("--fact", fact)]
        return self.does("record", code, step, outcome, *SIGNED, *given, *more)

    def enter(self, register, *where, **cells):
        """A row of a register; gives its number."""
        given = [word for name, cell in cells.items() for word in ("--set", f"{name}={cell}")]
        told = self.does("entry", "add", register, *where, *given)
        return re.search(r"序号 (\d+)", told)[1]

    def shown(self, code):
        return self.does("show", code).splitlines()

    def offered(self, code):
        """The steps `show` says may be recorded, each with the lines below it."""
        lines = self.shown(code)
        found, here = {}, None
        for line in lines[lines.index(MAY_BE_DONE) + 1 :]:
            if not line.startswith("  "):
                break
            if not line.startswith("   "):
                here = found.setdefault(line.split("　")[0].strip(), [line])
            else:
                here.append(line)
        return {step: "\n".join(lines) for step, lines in found.items()}

    def owed(self, code, procedure):
        """The papers of a procedure `show` says have not come in, as `handin` takes them."""
        lines = self.shown(code)
        below = lines[lines.index(HAND_IN) + 1 :] if HAND_IN in lines else []
        papers = [line.split("　")[0].strip() for line in below]
        return [paper for paper in papers if paper.startswith(f"{procedure}.")]

    def hands_in(self, code, procedure):
        """Everything `show` says is lacking, as it says it."""
        for paper in self.owed(code, procedure):
            self.does("handin", code, paper)
        assert self.owed(code, procedure) == []

    def prints(self, form, subject, path):
        """A paper issued; gives its text without blanks."""
        self.does("print", form, "--for", subject, "--out", path, "--issue")
        return "".join(plain_text(path.read_bytes()).split())


def asked_for(told):
    """The facts `show` says a step cannot be recorded without."""
    return re.findall(r"--fact (\w+)=…[^\n]*，必填", told)


def fill_sheet(path, **cells):
    """Type one row below the example of a workbook."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    top = next(n for n in range(1, 10) if sheet.cell(n, 1).value == "序号")
    heads = {str(cell.value).split("（")[0]: cell.column for cell in sheet[top] if cell.value}
    for head, value in cells.items():
        sheet.cell(top + 2, heads[head]).value = value
    book.save(path)
    return path
