"""Papers as PDF and docx, in GB/T 9704 measures."""
