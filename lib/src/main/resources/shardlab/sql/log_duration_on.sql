set log_duration to on;
set client_min_messages to log;
