create schema %1$I;
set search_path = %1$I;
