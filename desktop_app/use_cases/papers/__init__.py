"""Papers: fill the pack's forms, preview, issue with numbers, reprint, and record what comes in."""
