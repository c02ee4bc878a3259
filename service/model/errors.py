"""The one tree of errors. Foreign exceptions are translated into these where they arise.

Each carries a message of one line that a user understands; the command line prints it and exits with 2, the HTTP
service answers it as a problem. `code` is stable: programs may rely on it.
"""


class VariorumError(Exception):
    """The root: everything that Variorum raises on purpose."""

    code = "error"


class InputError(VariorumError):
    """What was given cannot be compared: the person who gave it can mend it."""

    code = "bad-input"


class UnreadableFile(InputError):
    """A file is missing, a directory, too large, empty or not text."""

    code = "unreadable-file"


class TooHardToRead(InputError):
    """To read what was given took more time or memory than the settings allow."""

    code = "too-hard-to-read"


class UnknownEncoding(UnreadableFile):
    """A file is not UTF-8 and names no other encoding by a byte order mark."""

    code = "unknown-encoding"


class NoSuchEncoding(InputError):
    """An encoding was asked for that does not exist, or turns bytes into something that is no text."""

    code = "no-such-encoding"


class NothingToCompare(InputError):
    """A version holds no running text: it is empty, or furniture alone."""

    code = "nothing-to-compare"


class DuplicateVersion(InputError):
    """Two versions have one id, or the same file was given twice."""

    code = "duplicate-version"


class UnknownLanguage(InputError):
    """A language code is not BCP 47, or names no language."""

    code = "unknown-language"


class UnknownRule(InputError):
    """A rule's name that no rule has."""

    code = "unknown-rule"


class TooLarge(InputError):
    """A text or the number of versions is above the limit in the settings."""

    code = "too-large"


class BadStory(InputError):
    """A story folder's story.toml is missing, broken, or names a file that is not there."""

    code = "bad-story"


class BadPackage(InputError):
    """A language package, or an index of them, is broken, hostile or not what it says. Nothing was installed."""

    code = "bad-package"


class NoSuchPackage(InputError):
    """No package of the index, or none that is installed, is the one that was asked for."""

    code = "no-such-package"


class NoSuchComparison(InputError):
    """No comparison of this owner has the id."""

    code = "no-such-comparison"


class NoSuchFinding(InputError):
    """The newest report has no finding with the id."""

    code = "no-such-finding"


class NoReport(InputError):
    """The comparison has no report yet: its job waits, runs, failed or was cancelled."""

    code = "no-report"


class Conflict(InputError):
    """Somebody else changed it between: look again, then decide."""

    code = "conflict"


class IdempotencyConflict(InputError):
    """An idempotency key was used before, with another request."""

    code = "idempotency-conflict"


class QueueFull(InputError):
    """So many jobs wait already that no more is taken. Nothing was stored: try again in `retry_seconds`."""

    code = "queue-full"
    retry_seconds = 10


class OwnQueueFull(QueueFull):
    """So many jobs of this owner wait that no more of theirs is taken, though others' may be."""

    code = "own-queue-full"


class QuotaExceeded(InputError):
    """The owner keeps as many comparisons, or as much text, as one may. Nothing was stored: something must go first."""

    code = "quota-exceeded"


class Unauthorized(InputError):
    """There is no key, or not a valid one."""

    code = "unauthorized"


class Forbidden(InputError):
    """The key is valid, but its scopes do not allow this."""

    code = "forbidden"


class NoSuchKey(InputError):
    """No key has the id."""

    code = "no-such-key"


class SettingsError(VariorumError):
    """A setting has a value that it cannot have."""

    code = "bad-setting"


class EngineError(VariorumError):
    """An engine (translator, detector, embedder) failed or is not installed."""

    code = "engine"


class UnsupportedPair(EngineError):
    """No engine that is installed translates this pair of languages."""

    code = "unsupported-pair"


class DownloadFailed(EngineError):
    """A language package or the index of them could not be fetched. What was installed before is untouched."""

    code = "download-failed"


class ReaderFailed(VariorumError):
    """The process that reads files cannot be started here, or failed in a way that was not foreseen."""

    code = "reader"


class ReadersBusy(ReaderFailed):
    """As many files are being read as may be at once. Nothing was stored: try again."""

    code = "busy"


class StoreError(VariorumError):
    """The database is away, locked for too long, full or broken. Nothing is stored by halves."""

    code = "store"


class OutputError(VariorumError):
    """A report could not be written: disk full, no permission. What was there before is untouched."""

    code = "output"


class RenderError(VariorumError):
    """A report cannot be made in this form here, since something is not installed."""

    code = "render"
