"""Near-duplicates among 10,000 projects: floor, ours, ratio, recall and peak memory in one run.

The floor is the cheapest way known to find the planted copies: the 24 rarest character pairs of
each text as keys, four shared, then one text ratio. Ours has to find the same copies and scores
the meaning of four texts besides. `python tests/benchmarks/similarity.py [rows]`
"""

import random
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rapidfuzz import fuzz

from desktop_app.domain.similarity import Candidate, Text4, find_similar, read_synonyms

PLACES = "东城 西关 河口 红旗 城关 新华 幸福 振兴 金桥 安康 高庙 柳林".split()
MATTERS = (
    "粮食加工 冷链物流 农产品批发市场 家电以旧换新 电商直播基地 老旧厂房改造 智能化生产线 屋顶光伏"
    " 仓储配送中心 特色餐饮街区 木材加工 服装加工 食品检测"
).split()
KINDS = "建设项目 改扩建项目 技术改造项目 补贴项目 提升工程 示范项目".split()
FIRMS = "公司 合作社 商行 厂".split()
WORDS = (
    "购置 设备 安装 厂房 面积 平方米 新增 产能 年产 吨 就业 带动 农户 增收 资金 自筹 补助 申请"
    " 建设 周期 个月 采用 先进 工艺 节能 环保 验收 合格 标准 冷库 货架 叉车 系统 软件 平台 直播"
    " 培训 人员 推广 品牌 包装 检验 检测 道路 硬化 电力 增容"
).split()
SUBJECTS = (
    "城市管理 视频监控 自然资源 政务服务 森林防火 防汛 养老 教学 病历 大棚 农产品溯源 停车 公文"
    " 档案 欠薪 燃气 路灯 垃圾分类 不动产 图书馆 信访 供水 工地 校车 招聘 融资 党员教育 耕地保护"
).split()
PARTS = (
    "监测 预警 派遣 巡查 考核 统计分析 大屏 移动端 对接 填报 审核 查询 抓拍 传感器 定位 台账 预约"
    " 短信 远程控制 扫描 培训 咨询 呼叫 比对 取证 合同 预测 报修 签到 门户"
).split()
ONE_IN_TWENTY = 0.05


def industry_texts(rows: int) -> tuple[list[tuple[str, str]], set[tuple[int, int]]]:
    """Titles and summaries of 60 random words, one in twenty a changed copy of another."""
    chance = random.Random(11)
    texts: list[tuple[str, str]] = []
    copies = set()
    while len(texts) < rows:
        if texts and chance.random() < ONE_IN_TWENTY:
            original = chance.randrange(len(texts))
            copies.add((original, len(texts)))
            texts.append(changed_copy(chance, *texts[original]))
        else:
            words = (
                chance.choice(WORDS)
                + (str(chance.randrange(1, 900)) if chance.random() < 0.15 else "")
                for _ in range(60)
            )
            firm = chance.choice("甲乙丙丁戊己庚辛壬癸") + chance.choice("丰隆盛泰昌源茂")
            title = f"{chance.choice(PLACES)}镇{firm}{chance.choice(FIRMS)}"
            texts.append((f"{title}{chance.choice(MATTERS)}{chance.choice(KINDS)}", "".join(words)))
    return texts, copies


def changed_copy(chance: random.Random, title: str, text: str) -> tuple[str, str]:
    """The same project again: some characters replaced, the title renamed or extended."""
    changed = list(text)
    for _ in range(max(2, len(changed) // 20)):
        changed[chance.randrange(len(changed))] = chance.choice(WORDS)
    suffix = chance.choice(["（二期）", "（一标段）", "（续建）"])
    renamed = title.replace("项目", "工程") if chance.random() < 0.5 else title + suffix
    return renamed, "".join(changed)


def office_texts(rows: int) -> tuple[list[tuple[str, str]], set[tuple[int, int]]]:
    """Informatisation projects: a subject, places and six functions; copies as above."""
    chance = random.Random(12)
    texts: list[tuple[str, str]] = []
    copies = set()
    while len(texts) < rows:
        if texts and chance.random() < ONE_IN_TWENTY:
            original = chance.randrange(len(texts))
            copies.add((original, len(texts)))
            texts.append(changed_copy(chance, *texts[original]))
        else:
            subject, place = chance.choice(SUBJECTS), chance.choice(PLACES)
            about = chance.sample(SUBJECTS, 2)
            parts = "、".join(
                f"{chance.choice(PLACES)}{chance.choice(about)}{part}{chance.randrange(9, 999)}处"
                for part in chance.sample(PARTS, 9)
            )
            texts.append((f"{place}镇{subject}信息化项目", f"建设{subject}系统，包括{parts}"))
    return texts, copies


def floor_pairs(texts: list[str]) -> set[tuple[int, int]]:
    """The candidate method: 24 rarest character pairs, four shared, then the text ratio."""
    pairs_of = [{text[at : at + 2] for at in range(len(text) - 1)} for text in texts]
    frequency = Counter(pair for pairs in pairs_of for pair in pairs)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found = set()
    for at, pairs in enumerate(pairs_of):
        shared: Counter[int] = Counter()
        for pair in sorted(pairs, key=lambda pair: (frequency[pair], pair))[:24]:
            shared.update(holders[pair])
            holders[pair].append(at)
        for other, times in shared.items():
            if times >= 4 and fuzz.ratio(texts[at], texts[other], score_cutoff=85):
                found.add((other, at))
    return found


def our_pairs(texts: list[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of positions found by the program with its shipped word list."""
    candidates = [
        Candidate(str(at), str(at), None, None, title, Text4(content=text))
        for at, (title, text) in enumerate(texts)
    ]
    pairs = find_similar(candidates, read_synonyms(), review_line=60)
    return {(min(int(p.a), int(p.b)), max(int(p.a), int(p.b))) for p in pairs}


def peak_mb() -> int:
    """Highest memory of this process so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report(name: str, made: tuple[list[tuple[str, str]], set[tuple[int, int]]]) -> None:
    """One line: seconds of the floor and of ours, their ratio, recall of both, peak memory."""
    texts, copies = made
    whole = [f"{title}。{text}" for title, text in texts]
    started = time.perf_counter()
    ours = our_pairs(texts)
    ours_s, ours_mb = time.perf_counter() - started, peak_mb()
    started = time.perf_counter()
    floor = floor_pairs(whole)
    floor_s = time.perf_counter() - started
    print(
        f"{name}: rows {len(texts)}, copies {len(copies)}; floor {floor_s:.2f} s, recall"
        f" {len(copies & floor) / len(copies):.3f}; ours {ours_s:.2f} s, recall"
        f" {len(copies & ours) / len(copies):.3f}, pairs {len(ours)}, peak {ours_mb} MB;"
        f" ratio {ours_s / floor_s:.2f} (budget 1.5)"
    )


if __name__ == "__main__":
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    report("industry", industry_texts(rows))
    report("office", office_texts(rows))
