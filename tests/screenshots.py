"""Takes the pictures of docs/images/ and static/help/: pages with all shipped data.

Those of the help are parts of pages, small enough to stand beside the steps that they explain.
"""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM
from tests.served_site import ROOT, ServedSite, served_site

FOLDER = ROOT / "docs" / "images"
HELP = ROOT / "static" / "help"
DESK = 1440
HEIGHT = 900
MOST_BYTES = 2_000_000
MOST_BYTES_OF_HELP = 150_000
ARGUMENTS = ["--force-color-profile=srgb"] + ["--no-sandbox"] * (os.geteuid() == 0)


@dataclass(frozen=True)
class Picture:
    """What is taken: the file's name, the page, its width and most height, and who looks.

    `opens` is a selector of what is clicked first.
    """

    name: str
    address: str
    width: int = DESK
    most_height: int = 900
    username: str = "official"
    opens: str = ""


PICTURES = [
    Picture("board", "/", most_height=1440),
    Picture("tasks", "/tasks/?sort=standing"),
    Picture("action", "/actions/A3/", most_height=1000),
    Picture("passport", "/figures/A3-key-project-investment-industry/2022-06/"),
    Picture("metric", "/metrics/sample-contracts/", most_height=1000),
    Picture("sheet", "/reporting/2022-07/zhaoling/", most_height=1100, username="reporter"),
    Picture("review", "/review/", most_height=1000, username="reviewer"),
    Picture("matters", "/matters/"),
    Picture("meetings", "/meetings/"),
    Picture("pipeline", "/projects/pipeline/", most_height=1000),
    Picture("rankings", "/rankings/", most_height=1000),
]
SMALL = 1024
HELP_PICTURES = [
    Picture("work", "/reporting/", SMALL, 480, "reporter"),
    Picture("sheet", "/reporting/2022-07/zhaoling/", SMALL, 640, "reporter"),
    Picture("review", "/review/", SMALL, 640, "reviewer"),
    Picture("office", "/reporting/", SMALL, 480, "coordinator", opens="summary:text-is('管理')"),
    Picture("months", "/months/", SMALL, 560, "coordinator"),
    Picture("board", "/", SMALL, 760),
    Picture("passport", "/figures/A3-key-project-investment-industry/2022-06/", SMALL, 640),
    Picture("accounts", "/admin/", SMALL, 420, "sysadmin"),
]


def main() -> None:
    arguments = parsed_arguments()
    if CHROMIUM is None:
        sys.exit("No Chromium was found on this machine (CHROMIUM may name it).")
    with served_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for folder, pictures in ((arguments.folder, PICTURES), (arguments.help, HELP_PICTURES)):
            folder.mkdir(parents=True, exist_ok=True)
            for picture in pictures:
                take(picture, folder, browser, site)
        browser.close()
    complain_of_size(arguments)


def parsed_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pictures go")
    parser.add_argument("--help-folder", dest="help", type=Path, default=HELP, metavar="FOLDER",
                        help="where the pictures of the help go")  # fmt: skip
    return parser.parse_args()


def take(picture: Picture, folder: Path, browser: Browser, site: ServedSite) -> None:
    """Open a page as the browser shows it once its charts are drawn, and keep a picture of it."""
    viewport = {"width": picture.width, "height": HEIGHT}
    context = browser.new_context(base_url=site.url, locale="zh-CN", viewport=viewport)
    if picture.username:
        cookies = site.sign_in(picture.username)
        context.add_cookies(
            [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
        )
    page = context.new_page()
    status = page.goto(picture.address).status
    if status != 200:
        sys.exit(f"{picture.address} was answered with {status}; nothing is taken of that.")
    settle(page)
    if picture.opens:
        page.click(picture.opens)
    path = folder / f"{picture.name}.png"
    shown = min(page.evaluate("document.documentElement.scrollHeight"), picture.most_height)
    clip = {"x": 0, "y": 0, "width": picture.width, "height": shown}
    page.screenshot(path=path, full_page=True, clip=clip, animations="disabled", caret="hide")
    context.close()
    shrink(path)
    sys.stdout.write(f"{path} ({path.stat().st_size // 1024} KB)\n")


def shrink(path: Path) -> None:
    """Keep a picture in 256 colours, which is all that a page of ours has."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def settle(page: Page) -> None:
    """Let every chart be drawn, then go back to the top."""
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        chart.locator(".main-svg").first.wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")


def complain_of_size(arguments: argparse.Namespace) -> None:
    """End with 1 if the pictures would weigh down a checkout or a page of help."""
    total = sum((arguments.folder / f"{one.name}.png").stat().st_size for one in PICTURES)
    if total > MOST_BYTES:
        sys.exit(f"The pictures take {total} bytes, over {MOST_BYTES}.")
    for path in (arguments.help / f"{one.name}.png" for one in HELP_PICTURES):
        if path.stat().st_size > MOST_BYTES_OF_HELP:
            sys.exit(f"{path} takes {path.stat().st_size} bytes, over {MOST_BYTES_OF_HELP}.")


if __name__ == "__main__":
    main()
