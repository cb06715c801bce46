-- The server's keywords. Parameter: the beginning of the word.
select word,
       'keyword' as kind
  from pg_get_keywords(), (select ?::text as beginning) asked
 where beginning <> ''
   and starts_with(word, lower(beginning))
 order by word
