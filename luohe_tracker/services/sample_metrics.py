"""What the sample year measures: metrics whose names begin with 示例."""

from strategy.models import Metric
from strategy.progress import Accumulation, Direction, January

FLOW, TO_DATE, STOCK = Accumulation.FLOW, Accumulation.TO_DATE, Accumulation.STOCK
DEFINITION = "示例指标，数值由系统生成，不对应任何真实单位。"

METRICS = [
    ("sample-task-share", "示例任务完成率", "%", 1, STOCK, {"is_share": True}),
    ("sample-loans", "示例融资对接金额", "万元", 0, FLOW, {"january": January.EXEMPT}),
    ("sample-cloud-enterprises", "示例新增上云企业", "家", 0, FLOW, {"january": January.MERGED}),
    ("sample-diagnoses", "示例诊断服务企业", "家", 0, TO_DATE, {}),
    ("sample-service-rank", "示例要素保障评价位次", "位", 0, Accumulation.RANK,
     {"direction": Direction.DOWN}),
    ("sample-product-energy", "示例单位产品能耗", "千克标准煤/吨", 2, STOCK,
     {"direction": Direction.DOWN}),
    ("sample-investment", "示例完成投资", "万元", 0, TO_DATE, {"is_capped": True}),
    ("sample-equipment", "示例设备投资", "万元", 0, FLOW, {}),
    ("sample-revenue", "示例营业收入", "万元", 0, FLOW,
     {"january": January.MERGED, "origin": Metric.Origin.ENTERPRISE}),
    ("sample-output", "示例主导产业产值", "亿元", 2, FLOW, {}),
    ("sample-tenants", "示例入驻企业", "家", 0, STOCK, {}),
    ("sample-funds", "示例到位资金", "万元", 0, FLOW, {}),
    ("sample-contracts", "示例新签约项目", "个", 0, TO_DATE, {}),
    ("sample-starts", "示例新开工项目", "个", 0, TO_DATE, {}),
    ("sample-energy", "示例规上工业能耗", "万吨标准煤", 2, FLOW, {"direction": Direction.DOWN}),
]  # fmt: skip
"""Code, name, unit, decimals, accumulation, and what is not as usual. All are sample."""

START_RATE = "sample-start-rate"


def make_metrics() -> dict[str, Metric]:
    """Save the sample metrics and give them by their codes; the ratio comes last."""
    metrics = {row[0]: _make(*row) for row in METRICS}
    terms = {"numerator": "sample-starts", "denominator": "sample-contracts"}
    links = {term: metrics[code] for term, code in terms.items()}
    name = "示例新签约项目开工率"
    metrics[START_RATE] = _make(START_RATE, name, "%", 1, Accumulation.RATIO, links)
    return metrics


def _make(
    code: str, name: str, unit: str, decimals: int, accumulation: Accumulation, other: dict
) -> Metric:
    return Metric.objects.create(
        code=code,
        name=name,
        unit=unit,
        decimals=decimals,
        accumulation=accumulation,
        definition=DEFINITION,
        is_sample=True,
        **{"origin": Metric.Origin.DEPARTMENT, **other},
    )
