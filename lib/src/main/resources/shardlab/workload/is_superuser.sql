select current_setting('is_superuser')::boolean as superuser
