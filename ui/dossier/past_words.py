"""What the head of a project says of its past: taken over, under an older regulation, in doubt."""

from desktop_app.use_cases.reserve_pool.views import ProjectPage


def past_words(page: ProjectPage) -> str:
    """One sentence per matter, empty for a project that came as an application."""
    told = []
    if page.older_regime:
        told.append(f"历史补录：按原办法《{page.older_regime}》，程序不核查，也不计期限。")
    elif page.taken_over_on:
        told.append(f"历史补录：{page.taken_over_on} 起接着办，此前的环节和期限不核查。")
    if page.doubts:
        told.append(f"补录存疑：{'；'.join(page.doubts)}。")
    return "\n".join(told)
