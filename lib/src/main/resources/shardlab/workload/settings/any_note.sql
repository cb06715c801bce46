select exists (select from lab_settings.before) as noted
