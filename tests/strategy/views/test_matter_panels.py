"""The matters of something else on its page, and the buttons there for a new one."""

from strategy.models import Matter, Role

NEW = "/matters/new/"


def test_pages_of_items_figures_and_matters_lead_here_for_those_who_may(world, signed_in):
    matter = Matter.objects.filter(kind="problem").first()
    line = "A1-output-industry"
    pages = {
        "/projects/P001/": "item=P001",
        f"/figures/{line}/2022-06/": f"series={line}&amp;month=2022-06",
        f"/matters/{matter.pk}/": f"about={matter.pk}",
    }
    kinds = {Role.OFFICIAL: ["instruction"], Role.STAFF: ["problem"]}
    kinds[Role.COORDINATOR] = ["problem", "instruction"]

    for role, expected in kinds.items():
        client = signed_in(world.users[role])
        for page, links in pages.items():
            html = client.get(page).content.decode()
            for kind in ["problem", "instruction"]:
                link = f'href="/matters/new/?kind={kind}&amp;{links}"'
                assert (link in html) is (kind in expected), (role, page, kind)
            then = client.get(f"{page}?asof=2022-08-09")
            assert then.status_code == 200
            assert NEW not in then.content.decode()


def test_pages_of_items_and_figures_list_their_matters(world, signed_in):
    client = signed_in(world.official)
    problem_, instruction = Matter.objects.order_by("pk")[:2]
    passport = instruction.series.passport_url(instruction.month)

    item = client.get("/projects/P001/").content.decode()
    figure = client.get(passport).content.decode()
    before = client.get("/projects/P001/?asof=2022-07-10").content.decode()

    assert f'href="/matters/{problem_.pk}/"' in item
    assert 'data-rung="red"' in item
    assert f'href="/matters/{instruction.pk}/"' in figure
    assert problem_.label not in before
