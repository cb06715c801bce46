select set_config('search_path', coalesce(?, current_setting('search_path')), true)
