reset log_duration;
reset client_min_messages;
