\restrict abc
SET transaction_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE EXTENSION IF NOT EXISTS nosuch_extension WITH SCHEMA public;
CREATE TABLE public."Orders" (
    "Tenant Id" integer NOT NULL,
    "Id" integer NOT NULL,
    state character varying(2),
    CONSTRAINT "Orders_pkey" PRIMARY KEY ("Id"));
ALTER TABLE public."Orders" OWNER TO nobody_here;
CREATE TABLE public."Lines" ("Tenant Id" integer NOT NULL, "Order" integer NOT NULL, day date NOT NULL)
    PARTITION BY RANGE (day);
CREATE TABLE public.lines_2026 PARTITION OF public."Lines" FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE VIEW public.open_orders AS SELECT * FROM public."Orders" WHERE state = 'op';
