-- Multiples of the golden ratio fall evenly between 0 and 1, so each state gets its share of the population.
insert into users_by_state
select states.state, i, 'user ' || i, 'user.' || i || '@example.com'
  from generate_series(1, ?::bigint) i
  join unnest(?::text[], ?::float8[], ?::float8[]) as states (state, above, below)
    on i * 0.6180339887498949 % 1 >= above and i * 0.6180339887498949 % 1 < below
