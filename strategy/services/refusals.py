"""What a service says where it does nothing: a sentence, and the field that it is about."""


class RefusedError(Exception):
    """Nothing was written; the message says why in words for the screen.

    `field` names the field of the form that the sentence belongs to, if it is one.
    """

    def __init__(self, message: str, field: str = ""):
        super().__init__(message)
        self.field = field
