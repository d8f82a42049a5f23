"""What can be decided about similar applications; kept apart from the rules, which load slowly."""

SIMILARITY_DECISIONS: tuple[tuple[str, str], ...] = (
    ("separate", "分别申报"),
    ("merge", "合并申报"),
    ("duplicate", "重复申报"),
    ("none", "未决定"),
)
"""Id and label, in the order forms offer them."""
