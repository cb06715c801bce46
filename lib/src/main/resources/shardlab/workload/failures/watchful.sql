set tcp_keepalives_idle = 1;
set tcp_keepalives_interval = 1;
set tcp_keepalives_count = 1;
set tcp_user_timeout = 1000
