CREATE TABLE unit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    owner_type VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    aliases VARCHAR NOT NULL,
    superior_id INTEGER,
    credit_code VARCHAR NOT NULL,
    contact VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    valid_until DATE,
    note VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    FOREIGN KEY(superior_id) REFERENCES unit (id)
);

CREATE INDEX ix_unit_name ON unit (name);

CREATE INDEX ix_unit_superior_id ON unit (superior_id);

CREATE TABLE expert (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    unit_name VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    committee VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    phone VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL
);

CREATE INDEX ix_expert_name ON expert (name);

CREATE TABLE operator (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    post VARCHAR NOT NULL,
    is_active BOOLEAN NOT NULL,
    UNIQUE (name)
);

CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR NOT NULL,
    clock_back BOOLEAN NOT NULL,
    actor VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    subjects VARCHAR NOT NULL,
    program VARCHAR NOT NULL,
    pack VARCHAR NOT NULL,
    is_undoable BOOLEAN NOT NULL,
    undoes INTEGER,
    blanked VARCHAR NOT NULL,
    previous VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);

CREATE INDEX ix_event_act ON event (act);

CREATE INDEX ix_event_undoes ON event (undoes);

CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    digests VARCHAR NOT NULL,
    row_values VARCHAR,
    values_digest VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    UNIQUE (event_id, position)
);

CREATE INDEX ix_change_event_id ON change (event_id);

CREATE INDEX ix_change_rows ON change (table_name, first_id, last_id);

CREATE TABLE office_setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    reason VARCHAR NOT NULL,
    signer VARCHAR NOT NULL,
    document_number VARCHAR NOT NULL
);

CREATE INDEX ix_office_setting_name ON office_setting (name);

CREATE TABLE signed_reading (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    reading VARCHAR NOT NULL,
    choice VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    reason VARCHAR NOT NULL,
    signer VARCHAR NOT NULL,
    document_number VARCHAR NOT NULL
);

CREATE INDEX ix_signed_reading_reading ON signed_reading (reading);

CREATE TABLE stored_pack (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    pack VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    stored_on DATE NOT NULL,
    UNIQUE (pack, version, digest)
);

CREATE TABLE calendar_year (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    days VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    UNIQUE (year)
);

CREATE TABLE saved_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    stage VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    UNIQUE (stage, name)
);

CREATE TABLE paper (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    form VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    number VARCHAR NOT NULL,
    issued_on DATE NOT NULL,
    digest VARCHAR NOT NULL,
    copy_digest VARCHAR NOT NULL,
    document_number VARCHAR NOT NULL,
    is_void BOOLEAN NOT NULL,
    void_reason VARCHAR NOT NULL,
    copies INTEGER NOT NULL,
    record_version INTEGER NOT NULL,
    log_head VARCHAR NOT NULL,
    page_count INTEGER NOT NULL
);

CREATE INDEX ix_paper_form ON paper (form);

CREATE TABLE paper_series (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    series VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    UNIQUE (series, year)
);

CREATE TABLE incoming_paper (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    sender VARCHAR NOT NULL,
    dated DATE NOT NULL,
    received_on DATE NOT NULL,
    digest VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

CREATE INDEX ix_incoming_paper_number ON incoming_paper (number);

CREATE TABLE procedure_case (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    procedure VARCHAR NOT NULL,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    pack VARCHAR NOT NULL,
    pack_version VARCHAR NOT NULL,
    opened_on DATE NOT NULL,
    attempt INTEGER NOT NULL,
    closed_on DATE,
    outcome VARCHAR NOT NULL
);

CREATE INDEX ix_case_subject ON procedure_case (subject_kind, subject_id);

CREATE TABLE current_verdict (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    judged_on DATE NOT NULL,
    light VARCHAR NOT NULL,
    verdicts VARCHAR NOT NULL,
    open_step VARCHAR NOT NULL,
    due_on DATE,
    UNIQUE (subject_kind, subject_id)
);

CREATE TABLE deadline_record (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    deadline VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    recorded_on DATE NOT NULL,
    new_due DATE,
    reason VARCHAR NOT NULL,
    signer VARCHAR NOT NULL
);

CREATE INDEX ix_deadline_subject ON deadline_record (subject_kind, subject_id);

CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    noted_at DATETIME NOT NULL,
    actor VARCHAR NOT NULL
);

CREATE INDEX ix_note_subject ON note (subject_kind, subject_id);

CREATE TABLE similarity_decision (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    decision VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    clause VARCHAR NOT NULL
);

CREATE TABLE round (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    title VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    opened_on DATE NOT NULL,
    due_on DATE,
    closed_on DATE
);

CREATE TABLE import_batch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sheet VARCHAR NOT NULL,
    applied_at DATETIME NOT NULL,
    actor VARCHAR NOT NULL,
    event_id INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    UNIQUE (event_id)
);

CREATE TABLE column_map (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sheet VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    columns VARCHAR NOT NULL,
    mapped_on DATE NOT NULL,
    UNIQUE (sheet, heading)
);

CREATE TABLE unit_name (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    valid_until DATE NOT NULL,
    FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_unit_name_unit_id ON unit_name (unit_id);

CREATE TABLE existing_system (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR NOT NULL,
    unit_id INTEGER NOT NULL,
    category VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    built_year INTEGER,
    status VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    FOREIGN KEY(unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_existing_system_name ON existing_system (name);

CREATE INDEX ix_existing_system_unit_id ON existing_system (unit_id);

CREATE TABLE catalogue_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    item VARCHAR NOT NULL,
    owner_unit_id INTEGER NOT NULL,
    source_system VARCHAR NOT NULL,
    share_type VARCHAR NOT NULL,
    update_frequency VARCHAR NOT NULL,
    is_public BOOLEAN,
    note VARCHAR NOT NULL,
    FOREIGN KEY(owner_unit_id) REFERENCES unit (id)
);

CREATE INDEX ix_catalogue_item_owner_unit_id ON catalogue_item (owner_unit_id);

CREATE INDEX ix_catalogue_item_code ON catalogue_item (code);

CREATE TABLE pack_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    stored_pack_id INTEGER NOT NULL,
    path VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    UNIQUE (stored_pack_id, path),
    FOREIGN KEY(stored_pack_id) REFERENCES stored_pack (id)
);

CREATE TABLE paper_subject (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    paper_id INTEGER NOT NULL,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    FOREIGN KEY(paper_id) REFERENCES paper (id)
);

CREATE INDEX ix_paper_subject ON paper_subject (subject_kind, subject_id);

CREATE INDEX ix_paper_subject_paper_id ON paper_subject (paper_id);

CREATE TABLE incoming_subject (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    incoming_paper_id INTEGER NOT NULL,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    FOREIGN KEY(incoming_paper_id) REFERENCES incoming_paper (id)
);

CREATE INDEX ix_incoming_subject ON incoming_subject (subject_kind, subject_id);

CREATE INDEX ix_incoming_subject_incoming_paper_id ON incoming_subject (incoming_paper_id);

CREATE TABLE step_record (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL,
    step VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    acted_on DATE NOT NULL,
    actor VARCHAR NOT NULL,
    signer VARCHAR NOT NULL,
    opinion VARCHAR NOT NULL,
    document_number VARCHAR NOT NULL,
    paper_id INTEGER,
    incoming_paper_id INTEGER,
    verdicts VARCHAR NOT NULL,
    override_reason VARCHAR NOT NULL,
    override_by VARCHAR NOT NULL,
    override_clause VARCHAR NOT NULL,
    recorded_at DATETIME,
    FOREIGN KEY(case_id) REFERENCES procedure_case (id),
    FOREIGN KEY(paper_id) REFERENCES paper (id),
    FOREIGN KEY(incoming_paper_id) REFERENCES incoming_paper (id)
);

CREATE INDEX ix_step_record_case_id ON step_record (case_id);

CREATE INDEX ix_step_record_paper_id ON step_record (paper_id);

CREATE INDEX ix_step_record_incoming_paper_id ON step_record (incoming_paper_id);

CREATE TABLE project (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    pack VARCHAR NOT NULL,
    pack_version VARCHAR NOT NULL,
    applied_on DATE NOT NULL,
    submitting_unit_id INTEGER,
    nature VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    goal VARCHAR NOT NULL,
    content VARCHAR NOT NULL,
    route VARCHAR NOT NULL,
    data_needed VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    is_classified BOOLEAN NOT NULL,
    merged_into_id INTEGER,
    track VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    pinyin VARCHAR NOT NULL,
    UNIQUE (code),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(submitting_unit_id) REFERENCES unit (id),
    FOREIGN KEY(merged_into_id) REFERENCES project (id)
);

CREATE INDEX ix_project_merged_into_id ON project (merged_into_id);

CREATE INDEX ix_project_submitting_unit_id ON project (submitting_unit_id);

CREATE INDEX ix_project_state ON project (state);

CREATE INDEX ix_project_year ON project (year);

CREATE INDEX ix_project_unit_id ON project (unit_id);

CREATE TABLE recipient (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    sent_on DATE,
    returned_on DATE,
    batch_id INTEGER,
    UNIQUE (round_id, unit_id),
    FOREIGN KEY(round_id) REFERENCES round (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);

CREATE INDEX ix_recipient_batch_id ON recipient (batch_id);

CREATE INDEX ix_recipient_unit_id ON recipient (unit_id);

CREATE TABLE batch_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);

CREATE INDEX ix_batch_file_batch_id ON batch_file (batch_id);

CREATE INDEX ix_batch_file_digest ON batch_file (digest);

CREATE TABLE provenance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL,
    subject_kind VARCHAR NOT NULL,
    subject_id INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    "row" INTEGER NOT NULL,
    FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);

CREATE INDEX ix_provenance_batch_id ON provenance (batch_id);

CREATE INDEX ix_provenance_subject ON provenance (subject_kind, subject_id);

CREATE TABLE project_amount (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    amount_fen INTEGER NOT NULL,
    UNIQUE (project_id, kind),
    FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE funding_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    amount_fen INTEGER NOT NULL,
    UNIQUE (project_id, position),
    FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE recorded_fact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    UNIQUE (project_id, name),
    FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE need (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    scenario VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    amount_fen INTEGER,
    adopter_id INTEGER,
    project_id INTEGER,
    source_project_id INTEGER,
    status VARCHAR NOT NULL,
    registered_on DATE,
    note VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(adopter_id) REFERENCES unit (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(source_project_id) REFERENCES project (id)
);

CREATE INDEX ix_need_year ON need (year);

CREATE INDEX ix_need_adopter_id ON need (adopter_id);

CREATE INDEX ix_need_unit_id ON need (unit_id);

CREATE INDEX ix_need_project_id ON need (project_id);

CREATE INDEX ix_need_source_project_id ON need (source_project_id);

CREATE TABLE similarity_member (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    decision_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    UNIQUE (decision_id, project_id),
    FOREIGN KEY(decision_id) REFERENCES similarity_decision (id),
    FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE INDEX ix_similarity_member_project_id ON similarity_member (project_id);

CREATE TABLE reminder (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    recipient_id INTEGER NOT NULL,
    reminded_on DATE NOT NULL,
    FOREIGN KEY(recipient_id) REFERENCES recipient (id)
);

CREATE INDEX ix_reminder_recipient_id ON reminder (recipient_id);
