"""Papers on screen: preview, wording, issue, reprint, 文号."""
