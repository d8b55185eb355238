"""Paragraphs on minerals in both languages, written for the golden files: nothing in them is true of a real mine."""

from __future__ import annotations

TIN = (
    "Tin from the hill mines is washed in wooden troughs and sold to two traders in the valley. "
    "The price they pay follows the market of the port with a delay of three weeks."
)
LITHIUM = (
    "Lithium brine is pumped into shallow ponds, where sun and wind take fourteen months to thicken it. "
    "A wet summer can cost the operator a third of the yearly harvest."
)
TUNGSTEN = (
    "The tungsten lode dips steeply under the river, and every metre of depth makes the pumping dearer. "
    "Engineers have asked for a drainage tunnel since the second flood."
)
COBALT = (
    "Cobalt leaves the district as a by-product of copper, so its output cannot answer its own price. "
    "Buyers therefore keep stocks that would seem wasteful for any other metal."
)
GRAPHITE = (
    "Flake graphite is graded by size before it is dried, and the largest flakes earn four times the price of fines. "
    "Careless crushing destroys more value than poor drilling does."
)
NICKEL = (
    "Nickel laterite is stripped with light machines because the ground turns soft after rain. "
    "The washed clay settles slowly, and the ponds that hold it must never be rushed."
)
GALLIUM = (
    "Gallium is won from the liquor of alumina plants, and only five plants in the region have the columns for it. "
    "Each column needs a skilled crew that takes two years to train."
)
ANTIMONY = (
    "Antimony roasters give off fumes that damage orchards as far as nine kilometres away. "
    "Farmers and smelters have argued about the filters for a decade."
)
MANGANESE = (
    "Manganese nodules lie on the lake bed like potatoes in a field. "
    "Nobody has yet shown how to gather them without stirring the mud for years."
)
INDIUM = (
    "Indium rides along with zinc, and most of it is lost in slag that nobody assays. "
    "A simple test at the furnace would tell which batches deserve a second pass."
)
VANADIUM = (
    "Vanadium slag piles up beside the steel works and leaches slowly in the acid rain. "
    "The works have promised a recovery line in every annual plan so far."
)
TITANIUM = (
    "Titanium sand is dredged along the coast in winter, when the beaches are empty and the sea is rough. "
    "The dredges move a kilometre each month and leave the dunes rebuilt behind them."
)
PARAGRAPHS = (
    TIN, LITHIUM, TUNGSTEN, COBALT, GRAPHITE, NICKEL, GALLIUM, ANTIMONY, MANGANESE, INDIUM, VANADIUM, TITANIUM,
)  # fmt: skip

ZH_LITHIUM = "锂盐湖的卤水要在浅池中晾晒十四个月，阴雨较多的年份产量会下降三成。企业因此在雨季前加快抽卤，并备足池盖。"
ZH_TUNGSTEN = "钨矿脉向河床下方陡倾，开采越深排水费用越高。技术人员早已提出修建排水平硐，但投资迟迟没有落实。"
ZH_TIN = "山区的锡砂由两家商行收购，价格比港口行情晚三周。矿工难以及时了解市场变化，往往在低价时集中出售。"
ZH_COBALT = "钴是铜矿的伴生产品，产量不能随自身价格调整。下游厂商只好多留库存，占用了大量流动资金。"
ZH_GRAPHITE = "鳞片石墨按粒度分级出售，大鳞片的价格是细粉的四倍。破碎工艺粗放造成的损失，比勘探失误还要严重。"
ZH_NICKEL = "红土镍矿区雨后地面松软，只能使用轻型设备剥离。洗矿泥浆沉降缓慢，尾矿库的调度必须留有余地。"
ZH_GALLIUM = "镓从氧化铝母液中提取，全区只有五家工厂装有吸附塔。每座塔都需要熟练班组，培养一名操作工要两年时间。"
ZH_ANTIMONY = "锑冶炼烟气影响九公里以内的果园，农户与工厂为除尘设施争论了十年。环保部门要求所有炉窑安装在线监测装置。"
ZH_INDIUM = "铟随锌精矿进入冶炼系统，多数损失在无人化验的炉渣里。在炉前增加一项简易检测，就能分出值得回收的批次。"
ZH_VANADIUM = "钒渣堆放在钢厂旁边，酸雨使其中的金属缓慢溶出。厂方每年都把回收线列入计划，至今尚未开工。"
ZH_PARAGRAPHS = (
    ZH_LITHIUM, ZH_TUNGSTEN, ZH_TIN, ZH_COBALT, ZH_GRAPHITE, ZH_NICKEL, ZH_GALLIUM, ZH_ANTIMONY, ZH_INDIUM, ZH_VANADIUM,
)  # fmt: skip


def sentences(*paragraphs: str) -> tuple[str, ...]:
    """The sentences of the paragraphs, each by itself."""
    out: list[str] = []
    for paragraph in paragraphs:
        mark = "。" if "。" in paragraph else ". "
        parts = [part for part in paragraph.split(mark) if part]
        out += [part + mark.strip() if at + 1 < len(parts) or mark == "。" else part for at, part in enumerate(parts)]
    return tuple(out)
