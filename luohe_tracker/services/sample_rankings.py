"""The sample rules of 考核 by which the areas are ranked; removed with the sample year."""

from collections.abc import Mapping
from datetime import date

from strategy.models import AssessmentScheme, Metric, RankingGroup, Weight

GROUPS = ("counties", "zones")
YEARS = (2021, 2022)
WEIGHTS = {
    2021: {"sample-funds": 40, "sample-contracts": 30, "sample-starts": 30},
    2022: {"sample-funds": 40, "sample-contracts": 25, "sample-starts": 20, "sample-energy": 15},
}
"""Points of 100 by metric; 2021 was followed by a scheme that weighs energy, too."""


def make_schemes(metrics: Mapping[str, Metric]) -> None:
    """Save a scheme for each year and group of areas, the first one closed by the second."""
    for group in RankingGroup.objects.filter(code__in=GROUPS):
        for year in YEARS:
            scheme = AssessmentScheme.objects.create(
                group=group,
                name=f"示例考核办法（{group.name}，{year}年）",
                starts_on=date(year, 1, 1),
                ends_on=None if year == YEARS[-1] else date(year + 1, 1, 1),
                document=f"示例〔{year}〕2号",
                is_sample=True,
            )
            Weight.objects.bulk_create(
                Weight(scheme=scheme, metric=metrics[code], points=points)
                for code, points in WEIGHTS[year].items()
            )
