"""The plain text of a range copied in a sheet: cells between tabs, quoted line breaks."""


def parse_tsv(text: str) -> list[list[str]]:
    """The cells of a copied range, quoted line breaks included."""
    rows: list[list[str]] = [[]]
    for cell, end in _split(text.replace("\r\n", "\n").replace("\r", "\n")):
        rows[-1].append(cell)
        if end == "\n":
            rows.append([])
    return rows[:-1] if rows[-1] in ([], [""]) else rows


def _split(text: str) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        if text[place] == '"':
            cell, place = _quoted(text, place + 1)
        else:
            end = min(
                (i for i in (text.find("\t", place), text.find("\n", place)) if i >= 0),
                default=len(text),
            )
            cell, place = text[place:end], end
        cells.append((cell, text[place : place + 1]))
        place += 1
    return cells


def _quoted(text: str, place: int) -> tuple[str, int]:
    parts: list[str] = []
    while place < len(text):
        end = text.find('"', place)
        end = len(text) if end < 0 else end
        parts.append(text[place:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        place = end + 2
    return "".join(parts), place
