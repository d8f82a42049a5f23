"""What is left of words in a workspace: rows, log, stored files, even freed pages."""

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text

from db.connection import open_engine
from desktop_app.use_cases.papers.press import plain_text

PAGE, RESERVE, SALT = 4096, 80, 16


def rows_of(connection):
    """Every cell of every table, with its place."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    for name in names.scalars().all():
        for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings():  # noqa: S608
            yield from ((f"{name}.{column}", value) for column, value in row.items())


def pages_of(path, key):
    """The whole file decrypted page by page, freed pages and slack included."""
    content = path.read_bytes()
    pages = []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        first = SALT if start == 0 else 0
        vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
        cipher = Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor()
        pages.append(cipher.update(page[first : PAGE - RESERVE]) + cipher.finalize())
    return b"".join(pages)


def traces(workspace, words):
    """Every place in which one of the words still stands, by table or file."""
    with workspace.read() as view:
        found = {place for place, value in rows_of(view.connection) if tells(value, words)}
    store = open_engine(workspace.folder / "files.db", workspace.key, mode="ro")
    with store.connect() as connection:
        for digest, content in connection.execute(text("SELECT digest, content FROM stored_file")):
            if tells(content, words) or tells(plain_text(content), words):
                found.add(f"file {digest[:8]}")
    store.dispose()
    for name in ("hengce.db", "files.db", "backups/files.db"):
        path = workspace.folder / name
        if path.exists() and tells(pages_of(path, workspace.key), words):
            found.add(f"pages of {name}")
    return found


def tells(value, words):
    if isinstance(value, bytes):
        return any(word.encode() in value for word in words)
    return isinstance(value, str) and any(word in value for word in words)
