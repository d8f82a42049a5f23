"""Rule packs: a regulation as data, and the engine that judges facts by it."""
