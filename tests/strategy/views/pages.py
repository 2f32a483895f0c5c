"""What tests of lists read from a page: rows, lights, and the numbers that lead to their rows."""

import csv
import io
import re

CODE = re.compile(r'<th scope="row"[^>]*><a href="[^"]*/([A-Z]\d+)/')


def rows_of(response) -> list[str]:
    """The HTML of each row of the table, without the totals."""
    body = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r"<tr>.*?</tr>", body, re.S)


def codes_of(response) -> list[str]:
    """The codes of the items in the rows, in order."""
    return [CODE.search(row)[1] for row in rows_of(response)]


def footer_of(response) -> str:
    """The HTML of the row of totals."""
    return response.content.decode().partition("<tfoot>")[2].partition("</tfoot>")[0]


def csv_rows(response) -> list[dict[str, str]]:
    """The rows of an exported CSV file by their headings."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
