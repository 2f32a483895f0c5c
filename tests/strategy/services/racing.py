"""Two who press a button at once: real threads, each with a connection of its own."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

WAIT = 20


class Runner(Thread):
    """Runs one of several at the same moment as the others; keeps its answer or its error."""

    def __init__(self, press: Callable, start: Barrier):
        super().__init__(daemon=True)
        self.press, self.start_line = press, start
        self.answer, self.error = None, None

    def run(self):
        try:
            connection.ensure_connection()
            self.start_line.wait(WAIT)
            self.answer = self.press()
        except Exception as error:
            self.error = error
        finally:
            connection.close()


def race(*presses: Callable) -> list[Runner]:
    """Press all buttons at once, and wait until each has its answer or its error."""
    start = Barrier(len(presses))
    runners = [Runner(press, start) for press in presses]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(WAIT)
        assert not runner.is_alive(), "somebody still waits: a deadlock, or a lock never let go"
    return runners


def winners(runners: list[Runner]) -> list[Runner]:
    """Those who got through."""
    return [runner for runner in runners if runner.error is None]


def errors(runners: list[Runner]) -> list[Exception]:
    """What the others were told."""
    return [runner.error for runner in runners if runner.error is not None]
