"""Answers that are no answers, each with its HTTP status."""

from kg.errors import KgError


class Refused(KgError):
    """A request that is not answered: `status` is the HTTP status, `headers` go with it."""

    status = 400

    def __init__(self, zh: str, en: str, *, status: int = 0, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(zh, en)
        self.status = status or self.status
        self.headers = headers


class Overloaded(Refused):
    """Too many requests wait, or this one waited too long."""

    status = 503

    def __init__(self) -> None:
        super().__init__("服务器忙，请稍后再试", "the server is busy: try again later", headers=(("Retry-After", "2"),))


class TimedOut(Refused):
    """The answer was not there in time."""

    status = 503

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"查询超过 {seconds:g} 秒，已中止：请缩小范围，或加 LIMIT",
            f"the query took more than {seconds:g} seconds and was broken off: narrow it down, or add a LIMIT",
        )


class Crashed(Refused):
    """The worker died of the request."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "查询耗尽了内存或超出引擎的能力，已中止：请简化查询",
            "the query exhausted the memory or the engine and was broken off: make it simpler",
        )


def lookup_status(*, ambiguous: bool) -> int:
    """The HTTP status for a name that means no one thing: 300 where it means several, 404 where it means none."""
    return 300 if ambiguous else 404
