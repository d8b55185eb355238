"""What can go wrong with a file, one class a cause; the message is one line that a person can act on."""


class ReadError(Exception):
    """The file could not be read; the message says why, without the file's name."""

    reason = "unreadable"


class NotFoundError(ReadError):
    """There is no such file."""

    reason = "missing"


class EmptyFileError(ReadError):
    """The file holds no bytes."""

    reason = "empty"


class EncryptedError(ReadError):
    """A password is needed to open the file."""

    reason = "encrypted"


class DamagedError(ReadError):
    """The file is of a known kind and its content is broken."""

    reason = "damaged"


class WrongTypeError(ReadError):
    """The file is not what its name says."""

    reason = "wrong type"


class UnsupportedError(ReadError):
    """The file is of a kind that is not read."""

    reason = "unsupported"


class EncodingError(ReadError):
    """The text is in no encoding that is known."""

    reason = "unknown encoding"


class NoTextError(ReadError):
    """The file opens, and there is no text in it to read (blank pages, or pictures of pages)."""

    reason = "no text"


class OcrError(ReadError):
    """There is no text in the file but in pictures, and what reads pictures does not start."""

    reason = "no OCR"


class LimitError(ReadError):
    """Reading took more time or memory than allowed and was stopped."""

    reason = "limit"
