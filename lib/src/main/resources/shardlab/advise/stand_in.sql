create function %1$s returns %2$s as $$ begin return null; end $$
