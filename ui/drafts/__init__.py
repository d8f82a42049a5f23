"""Drafts: what is typed into any dialog outlives a crash and is offered again."""
