"""Numbers of nobody: identity numbers, credit codes and vehicles with right check digits."""

from collections.abc import Callable

from desktop_app.values.identity import credit_code_fault, id_card_fault, vin_fault

CHECKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int, area: str) -> str:
    """A unified social credit code registered in an area."""
    return _right(lambda check: f"92{area}MA8N{number:05d}{check}", credit_code_fault)


def id_number(number: int) -> str:
    """A citizen's number of an area that does not exist."""
    born = f"19{70 + number % 30}{1 + number % 12:02d}{1 + number % 28:02d}"
    return _right(lambda check: f"340000{born}{number % 1000:03d}{check}", id_card_fault)


def vin(number: int) -> str:
    """A vehicle identification number."""
    return _right(lambda check: f"LSVAA418{check}E0{number:06d}", vin_fault)


def phone(number: int) -> str:
    """A mobile number no operator has given out."""
    return f"19000{number:06d}"


def _right(made: Callable[[str], str], fault: Callable[[str], str | None]) -> str:
    """The one of all check characters nothing is wrong with."""
    return next(text for check in CHECKS if fault(text := made(check)) is None)
