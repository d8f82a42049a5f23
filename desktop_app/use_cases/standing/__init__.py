"""Where a subject stands: facts, history, procedures, verdicts, duties; and what moves it on."""
