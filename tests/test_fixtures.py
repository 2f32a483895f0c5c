"""The shipped data: exact counts, honest sources, every published row of June 2022 once."""

import re
from decimal import Decimal

import pytest

from strategy.progress import Accumulation, Direction
from tests.fixtures_june_2022 import AREAS, FACTS, FIGURES, HEADLINES
from tests.fixtures_later import LATER, REPORTED_LATER, TODAY, days_after, words_of
from tests.fixtures_records import FOLDER, ORDER, is_last_day, natural_key, records, rows

LISTED = {"T": 55, "P": 15, "E": 51, "K": 24}
REAL = {"T": 29, "P": 6, "E": 20, "K": 10}
ACTIONS = [
    "创新高地建设行动", "集群强链提升行动", "项目投资支撑行动", "优质企业培育行动",
    "数字融合赋能行动", "绿色低碳制造行动", "区域协同发展行动",
]  # fmt: skip
PROGRAMMES = ["前瞻布局未来产业", "抢滩占先新兴产业", "高位嫁接传统产业"]
EXACT_WORDS = [
    "服务企业周例会", "换道领跑战略指挥部", "“七大行动”", "“四个清单”",
    "《漯河市换道领跑战略工作方案》", "一个项目库、一套班子、一个考核体系、一次联席会议",
    "实体化推进、目标化管理、机制化调度", "“含新量”“含金量”“含绿量”", "建设现代化食品名城",
]  # fmt: skip
PINYIN_RESIDUE = re.compile(r"[\u4e00-\u9fff][(（][a-zA-Zà-ǜ]")
TRADITIONAL = re.compile("[設質產業鏈領戰導開強長實縣區錨緊劃謀規貫資億頭雙匯廠園項鄭濟數據衛龍]")


ITEM_FILES = ["actions", "tasks", "projects", "enterprises", "parks"]
ITEMS = [item for name in ITEM_FILES for item in rows(name, "strategy.trackeditem")]
LISTED_ITEMS = [item for item in ITEMS if not item["code"].startswith("A")]
SOURCES = {source["code"]: source for source in rows("sources")}
SAMPLES = {item["code"] for item in ITEMS if item["is_sample"]}


def source_of(record: dict) -> dict | None:
    """Find the source that a record names."""
    return SOURCES[record["source"][0]] if record.get("source") else None


def test_every_file_stands_in_the_order_of_loading():
    assert {path.stem for path in FOLDER.glob("*.json")} >= set(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_no_record_has_a_number_of_the_database(name):
    assert all(set(record) == {"model", "fields"} for record in records(name))


@pytest.mark.parametrize("name", ORDER)
def test_each_natural_key_stands_once(name):
    keys = [natural_key(record) for record in records(name)]

    assert len(keys) == len(set(keys))


def test_there_are_seven_actions_three_programmes_and_eight_areas():
    areas = [row for row in rows("organisations") if row["kind"] == "area"]
    areas.sort(key=lambda area: area["position"])

    assert [action["name"] for action in rows("actions", "strategy.trackeditem")] == ACTIONS
    assert [programme["name"] for programme in rows("programmes")] == PROGRAMMES
    assert [(area["short_name"], area["area_group"]) for area in areas] == AREAS


@pytest.mark.parametrize("letter", LISTED)
def test_a_list_is_full_and_its_real_rows_come_first(letter):
    codes = [item["code"] for item in LISTED_ITEMS if item["code"].startswith(letter)]
    real = [code for code in codes if code not in SAMPLES]

    assert codes == [f"{letter}{number:03}" for number in range(1, LISTED[letter] + 1)]
    assert real == codes[: REAL[letter]]


@pytest.mark.parametrize("name", ITEM_FILES)
def test_each_item_has_a_row_of_its_kind(name):
    parents = rows(name, "strategy.trackeditem")
    children = [record for record in records(name) if record["model"] != "strategy.trackeditem"]

    assert [(parent["kind"], [parent["code"]]) for parent in parents] == [
        (child["model"], child["fields"]["item"]) for child in children
    ]


def test_each_listed_item_has_one_open_entry_with_an_honest_basis():
    entries = {entry["item"][0]: entry for entry in rows("list_entries")}

    assert sorted(entries) == sorted(item["code"] for item in LISTED_ITEMS)
    assert len(entries) == len(rows("list_entries"))
    for code, entry in entries.items():
        assert entry["number"] == int(code[1:])
        assert entry["delisted_on"] is None
        basis, day = ("sample", "2021-01-01") if code in SAMPLES else ("compiled", None)
        assert (entry["basis"], entry["listed_on"]) == (basis, day)


@pytest.mark.parametrize("item", LISTED_ITEMS, ids=lambda item: item["code"])
def test_sample_is_in_the_name_the_flag_and_the_source_or_in_none(item):
    is_sample = item["is_sample"]

    assert item["name"].startswith("示例") is is_sample
    assert (source_of(item)["kind"] == "sample") is is_sample
    assert item["description"]


@pytest.mark.parametrize(
    ("text", "is_later"),
    [
        ("2023年3月报道：1、2号厂房将封顶", True),
        ("2022年8月8日专题研究，2022年9月28日开工", True),
        ("2022年12月15日上市", True),
        ("2022年2月签约，9月开工", True),
        ("2023上半年销售", True),
        ("据2022年8月报道在北交所挂牌", False),
        ("2022年上半年；前6个月；2019年报道，12月", False),
    ],
)
def test_a_date_after_the_day_of_the_demo_is_recognised(text, is_later):
    assert bool(days_after(text)) is is_later


@pytest.mark.parametrize(
    "item", [item for item in ITEMS if not item["is_sample"]], ids=lambda item: item["code"]
)
def test_a_description_names_nothing_later_than_the_day_of_the_demo(item):
    assert days_after(item["description"]) == []


@pytest.mark.parametrize(("code", "day", "source", "words"), [*LATER, *REPORTED_LATER])
def test_what_was_reported_later_is_a_dated_fact_and_no_description(code, day, source, words):
    facts = [
        fact for fact in rows("facts")
        if (fact["item"], fact["as_of"], fact["source"]) == ([code], day, [source])
        and words in words_of(fact)
    ]  # fmt: skip
    described = next(item["description"] for item in ITEMS if item["code"] == code)

    assert len(facts) == 1
    assert words not in described
    assert SOURCES[source]["published_on"] > TODAY.isoformat()


def test_later_facts_are_dated_after_the_day_of_the_demo():
    assert all(day > TODAY.isoformat() for _, day, *_ in LATER)


def test_no_fact_of_an_item_stands_twice():
    facts = [*rows("facts"), *rows("facts_2022h1", "strategy.fact")]
    told = [(fact["item"], fact["subject"], fact["statement"], fact["as_of"]) for fact in facts]

    assert not [one for one in told if told.count(one) > 1]


def test_nothing_invented_stands_beside_the_samples_own_rows():
    for name in ["milestones", "honours", "facts", "facts_2022h1"]:
        for record in rows(name):
            assert not record.get("is_sample", False)
            assert source_of(record) is None or source_of(record)["kind"] != "sample"
            assert (record.get("item") or record.get("holder") or [""])[0] not in SAMPLES


def test_real_projects_and_enterprises_hang_on_no_sample():
    for name, model in [
        ("projects", "projects.project"),
        ("enterprises", "enterprises.enterprise"),
    ]:
        for record in rows(name, model):
            linked = [*(record.get("owner") or []), *(record.get("park") or [])]
            assert all((code in SAMPLES) is (record["item"][0] in SAMPLES) for code in linked)


def test_the_leads_of_the_actions_are_not_invented():
    for action in rows("actions", "strategy.trackeditem"):
        assert action["lead"] is None
        assert action["supporting"] == []


def test_a_reprint_carries_no_address_and_only_the_samples_no_trust_class():
    for source in SOURCES.values():
        assert source["trust"] != "C" or source["url"] == ""
        assert source["trust"] in {"A", "B", "C"} or source["code"] == "SAMPLE"
    assert [code for code in SOURCES if SOURCES[code]["kind"] == "seed"] == ["S01"]


def test_an_unknown_day_is_the_last_of_its_month_or_year():
    for source in SOURCES.values():
        assert is_last_day(source["published_on"], source["published_precision"])
    for fact in [*rows("facts"), *rows("facts_2022h1", "strategy.fact")]:
        assert is_last_day(fact["as_of"], fact["as_of_precision"])
    for honour in rows("honours"):
        assert is_last_day(honour["awarded_on"], honour["awarded_precision"])


def test_every_published_figure_stands_once_with_its_value_and_its_words():
    figures = {figure["series"][0]: figure for figure in rows("facts_2022h1", "strategy.figure")}
    revisions = {
        revision["figure"][0]: revision for revision in rows("facts_2022h1", "strategy.revision")
    }

    assert figures.keys() == revisions.keys() == {series for _, series, *_ in FIGURES}
    for _, series, value, _, note in FIGURES:
        assert Decimal(figures[series]["value"]) == Decimal(value)
        assert Decimal(revisions[series]["value"]) == Decimal(value)
        assert revisions[series]["note"] == note
        assert revisions[series]["source"] == ["S01"]


def test_every_other_published_row_stands_once_as_a_fact():
    facts = {fact["code"]: fact for fact in rows("facts_2022h1", "strategy.fact")}

    assert list(facts) == [code for code, *_ in FACTS]
    for code, item, statement, value, unit, day, note in FACTS:
        fact = facts[code]
        assert (fact["item"] or [None])[0] == item
        assert (fact["statement"], fact["value"], fact["unit"]) == (statement, value, unit)
        assert fact["as_of"] == day
        assert fact["note"].startswith(note)
        assert fact["source"] == ["S01"]


def test_the_published_rows_are_forty_six_and_none_is_repeated_elsewhere():
    codes = [code for code, *_ in [*FIGURES, *FACTS]]

    assert sorted(codes) == [f"F{number:02}" for number in range(1, 47)]
    assert not [
        fact for fact in rows("facts") if fact["source"] == ["S01"] and fact["value"] is not None
    ]


def test_metrics_carry_the_published_unit_and_the_right_kind():
    metrics = {metric["code"]: metric for metric in rows("metrics", "strategy.metric")}
    series = {one["code"]: one for one in rows("metrics", "strategy.series")}
    to_date = {"new-contracts", "outside-capital", "key-project-investment"}

    for _, code, _, unit, _ in FIGURES:
        metric = metrics[series[code]["metric"][0]]
        kind = (
            Accumulation.TO_DATE if metric["code"] in to_date
            else Accumulation.RANK if metric["code"] == "outside-capital-rank"
            else Accumulation.STOCK
        )  # fmt: skip
        assert (metric["unit"], metric["accumulation"]) == (unit, kind)
        assert metric["direction"] == (
            Direction.DOWN if kind == Accumulation.RANK else Direction.UP
        )


def test_each_action_has_one_headline_reported_by_one_and_reviewed_by_another():
    series = rows("metrics", "strategy.series")

    assert [one["code"] for one in series if one["is_headline"]] == HEADLINES
    for one in series:
        assert one["code"] == f"{one['item'][0]}-{one['metric'][0]}-industry"
        assert (one["organisation"], one["reviewer"]) == (["industry"], ["office"])


def test_the_two_accounts_cannot_sign_in():
    for user in rows("users"):
        assert user["is_active"] is False
        assert user["password"].startswith("!")


@pytest.mark.parametrize("name", ORDER)
def test_the_words_are_simplified_and_without_pinyin(name):
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")

    assert PINYIN_RESIDUE.search(text) is None
    assert TRADITIONAL.search(text) is None


@pytest.mark.parametrize("words", EXACT_WORDS)
def test_the_words_of_the_strategy_are_exact(words):
    assert words in "".join((FOLDER / f"{name}.json").read_text("utf-8") for name in ORDER)
