"""What each file of a rule pack may contain; every model's docstring shows a worked entry."""

from desktop_app.rules.schema.articles import Article, ArticlesFile
from desktop_app.rules.schema.campaigns import CampaignKind, CampaignsFile
from desktop_app.rules.schema.common import (
    BUILTIN_ROLES,
    BUILTIN_SHEETS,
    OUTCOME_LABELS,
    POSITIVE_OUTCOMES,
    SUBJECT_LABELS,
    Entry,
)
from desktop_app.rules.schema.deadlines import DeadlinesFile, DeadlineSpec
from desktop_app.rules.schema.examples import Example, ExamplesFile
from desktop_app.rules.schema.facts import (
    FACT_TYPE_LABELS,
    Against,
    BuiltinFact,
    Counted,
    FactChoice,
    FactsFile,
    RecordedFact,
)
from desktop_app.rules.schema.form_parts import IN_WORDS, LINES_OF, PAPER_FIELDS
from desktop_app.rules.schema.forms import FormsFile, FormSpec
from desktop_app.rules.schema.pack_file import Document, Office, PackFile
from desktop_app.rules.schema.parameters import (
    LawValue,
    OfficeSetting,
    ParametersFile,
    Reading,
)
from desktop_app.rules.schema.plans import Criterion, PlanKind, PlanningKind, PlansFile
from desktop_app.rules.schema.procedures import (
    EFFECT_KINDS,
    Hold,
    Material,
    Procedure,
    ProceduresFile,
    RoundKind,
    State,
    Step,
    Track,
)
from desktop_app.rules.schema.registers import (
    FIXED_OWNERS,
    RegisterField,
    RegistersFile,
    RegisterSpec,
)
from desktop_app.rules.schema.rules import Comparison, Rule, RulesFile, Term
from desktop_app.rules.schema.sheets import SheetColumn, SheetsFile, SheetText

FILES: dict[str, type[Entry]] = {
    "pack.toml": PackFile,
    "articles.toml": ArticlesFile,
    "registers.toml": RegistersFile,
    "facts.toml": FactsFile,
    "parameters.toml": ParametersFile,
    "rules.toml": RulesFile,
    "procedures.toml": ProceduresFile,
    "deadlines.toml": DeadlinesFile,
    "forms.toml": FormsFile,
    "sheets.toml": SheetsFile,
    "plans.toml": PlansFile,
    "campaigns.toml": CampaignsFile,
    "examples.toml": ExamplesFile,
}
"""Every file a pack may hold and its model; only pack.toml and articles.toml are mandatory."""

__all__ = [
    "BUILTIN_ROLES",
    "BUILTIN_SHEETS",
    "EFFECT_KINDS",
    "FACT_TYPE_LABELS",
    "FILES",
    "FIXED_OWNERS",
    "IN_WORDS",
    "LINES_OF",
    "OUTCOME_LABELS",
    "PAPER_FIELDS",
    "POSITIVE_OUTCOMES",
    "SUBJECT_LABELS",
    "Against",
    "Article",
    "ArticlesFile",
    "BuiltinFact",
    "CampaignKind",
    "CampaignsFile",
    "Comparison",
    "Counted",
    "Criterion",
    "DeadlineSpec",
    "DeadlinesFile",
    "Document",
    "Entry",
    "Example",
    "ExamplesFile",
    "FactChoice",
    "FactsFile",
    "FormSpec",
    "FormsFile",
    "Hold",
    "LawValue",
    "Material",
    "Office",
    "OfficeSetting",
    "PackFile",
    "ParametersFile",
    "PlanKind",
    "PlanningKind",
    "PlansFile",
    "Procedure",
    "ProceduresFile",
    "Reading",
    "RecordedFact",
    "RegisterField",
    "RegisterSpec",
    "RegistersFile",
    "RoundKind",
    "Rule",
    "RulesFile",
    "SheetColumn",
    "SheetText",
    "SheetsFile",
    "State",
    "Step",
    "Term",
    "Track",
]
