"""What can go wrong with a library; each message is one line that names the file and what to do."""


class LibraryError(Exception):
    """The library cannot be used; the message says which file and why."""


class MissingLibraryError(LibraryError):
    """There is no library file where one was to be read."""


class NotALibraryError(LibraryError):
    """The file is there, and it is not a library of litlode."""


class NewerLibraryError(LibraryError):
    """The library was written by a later version of litlode."""


class OlderLibraryError(LibraryError):
    """The library is of an earlier format, and may not be brought up to date: it was opened for reading only."""


class DamagedLibraryError(LibraryError):
    """The library file is broken."""


class StoreError(LibraryError):
    """A document was refused whole, since its parts do not agree with its text."""


class WorkerError(Exception):
    """The processes that read files cannot be started."""


class OwnModelError(LibraryError):
    """The models beside a library cannot be used."""


class StaleIndexError(LibraryError):
    """The index holds what the tables do not: somebody has changed them by hand."""


class UnknownIdError(LibraryError):
    """Nothing in the library has this id, or more than one thing has."""


class WatchError(LibraryError):
    """A watch cannot be made as asked, or there is none of this name."""


class CitationError(LibraryError):
    """A work cannot be cited as asked: there is no such style, or no such work."""
