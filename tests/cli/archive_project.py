"""What a careful office fills in for one project: an archive made digital, 268.80 万元."""

ONE = "QY2025-001"
NAME = "民国档案数字化与利用"
APPLICATION = {
    "项目名称": NAME, "项目建设单位": "县档案馆", "建设性质": "新建", "项目类别": "业务信息系统",
    "参照管理情形": "不属于", "申报金额": "268.80", "县级财政资金": "268.80",
    "建设目标": "三年内把两万卷民国档案数字化，查档由三天缩短到当场。",
    "主要建设内容": "扫描著录两万卷，建查阅平台和异地备份。",
    "技术路线": "依托市政务云部署，微服务架构。", "数据共享需求": "需要人口库姓名比对。",
    "是否涉及数据": "是", "是否视频监控": "否", "是否依托统一平台": "是", "主管部门意见": "同意",
}  # fmt: skip
FOUND_AT_INTAKE = (
    "has_civil_works=否", "is_high_energy=否", "deploy_network=电子政务外网",
    "sharing_chapter_opinion=符合要求", "law_compliance=均已逐项说明并符合",
)  # fmt: skip
STARTED = (
    "implementing_body=信息科", "responsible_person=赵某", "responsible_post=主任",
    "responsible_phone=0566-5020001", "management_rules=是", "security_measures=同步",
    "supervision_exempt=规模小，由本单位管理",
)  # fmt: skip
DESIGN = {
    "number": "SJ-1", "kind": "design", "party": "县内设计公司", "amount": "6.5",
    "signed_on": "2025-02-08", "credit_code": "91341700MA2N000014", "ip_clause": "第6条",
    "legal_person": "钱某", "address": "池州",
}  # fmt: skip
ESTIMATE = (
    {"order": "1", "item": "扫描著录", "kind": "development", "price": "258.60"},
    {"order": "2", "item": "等保测评", "kind": "security", "price": "8", "is_security": "是"},
    {"order": "3", "item": "监理", "kind": "supervision", "price": "2.20"},
)
CONTRACT = {
    "number": "HT-2025-8", "name": "档案数字化合同", "kind": "construction", "amount": "255",
    "party": "皖档科技公司", "credit_code": "91341700MA2N000027", "legal_person": "孙某",
    "address": "合肥", "signed_on": "2025-03-26", "starts_on": "2025-04-01",
    "ends_on": "2025-09-30", "has_price_list": "是", "ip_clause": "第7条",
    "has_interfaces": "是", "free_until": "2030-12-31", "has_subcontract": "否",
}  # fmt: skip
TENDER = {
    "title": "档案数字化采购", "kind": "construction", "method": "公开招标",
    "notice_on": "2025-03-03", "requirement": "独立法人", "ip_clause": "第7条",
    "conditions_reviewed": "fair",
}  # fmt: skip
CHANGE = {
    "number": "BG-1", "title": "增加异地备份", "case": "technical", "moved": "27", "delta": "0",
    "decided_on": "2025-06-09", "goal_unchanged": "是", "is_needed": "是", "reason": "要求备份",
}  # fmt: skip
ASPECTS = tuple(f"accept_{each}=合格" for each in
                ("security", "funds", "archives", "sharing", "cryptography"))  # fmt: skip


def reviewed(clerk, kind, day):
    cells = {"title": f"评审{kind}", "kind": kind, "conclusion": "passed", "held_on": day}
    review = clerk.enter("expert_review", "--project", ONE, **cells)
    for name in ("张一", "李二", "王三"):
        clerk.enter("review_expert", "--under", review, name=name, unit="市信息中心", role="member")


def state(clerk):
    """What `show` says of the state, below the name."""
    return clerk.shown(ONE)[1].split("　")[1]
