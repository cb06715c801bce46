select to_regclass('skew_notes.node') is not null as noted
