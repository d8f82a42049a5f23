"""消费券: one campaign at a time: its plan, its rehearsal, its merchants; registers behind."""
