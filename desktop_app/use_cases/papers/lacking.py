"""What a letter still lacks: names in its text that nothing is known for."""

from collections.abc import Iterator, Sequence

from desktop_app.rules.pack import Pack
from desktop_app.rules.schema import IN_WORDS, LINES_OF, PAPER_FIELDS, FormSpec
from desktop_app.use_cases.papers.content_parts import Occasion, Sheet, sayer
from desktop_app.use_cases.papers.texts import lone_name, required_names

LETTER = "letter"


def lacking(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> tuple[str, ...]:
    """The labels of what a letter names and nobody has recorded; a lone name may be absent."""
    if form.layout != LETTER:
        return ()
    say = sayer(sheets, occasion, form)
    names = dict.fromkeys(
        name for text in _texts(form, sheets, occasion) for name in required_names(text)
    )
    absent = (name for name in names if not say(f"{{{name}}}").strip())
    return tuple(
        dict.fromkeys(_label(name.removesuffix(IN_WORDS), occasion.pack) for name in absent)
    )


def _texts(form: FormSpec, sheets: Sequence[Sheet], occasion: Occasion) -> Iterator[str]:
    """The texts that must be complete; the clerk's own wording takes the place of the form's."""
    yield from (form.title, form.addressee)
    if occasion.body is None:
        for paragraph in form.paragraphs:
            stands = all(sheet.holds(paragraph.when) for sheet in sheets)
            if stands and not lone_name(paragraph.text):
                yield paragraph.text


def _label(name: str, pack: Pack) -> str:
    found = pack.names.find(name)
    return PAPER_FIELDS.get(name) or (found.label if found else name.removeprefix(LINES_OF))
