"""The yearly plan and the long plan: intake, ranking, joint review, ceiling, editions, year end.

Which registers hold a plan, what a ranking looks at and what a step of entry is, the pack says.
"""
