package shardlab.contract;

import java.util.List;

/**
 * A type that tables are distributed by, and an SQL expression that makes a value of it from a number {@code g}.
 *
 * @param name       the type as SQL writes it
 * @param expression the same values on every server: no randomness, no locale
 */
record ValueType(String name, String expression) {

    private static final String MD5_INT = "('x' || substr(md5(g::text), 1, 8))::bit(32)::int";
    private static final String MD5_BIGINT = "('x' || substr(md5(g::text), 1, 16))::bit(64)::bigint";
    private static final String WORDS = "case g % 5 when 0 then md5(g::text) when 1 then g::text when 2 then 'State ' || g "
            + "when 3 then repeat('é', (g % 40)::int) || g else '' end";

    static final List<ValueType> ALL = List.of(
            new ValueType("text", WORDS),
            new ValueType("varchar", WORDS),
            new ValueType("varchar(80)", WORDS),
            new ValueType("char(12)", "'S' || g % 7000"),
            new ValueType("smallint", "(g * 7919 % 65536 - 32768)::smallint"),
            new ValueType("int", "case when g % 2 = 0 then g - 50000 else " + MD5_INT + " end"),
            new ValueType("bigint", "case when g % 2 = 0 then g - 50000 else " + MD5_BIGINT + " end"),
            new ValueType("uuid", "md5(g::text)::uuid"),
            new ValueType("date", "date '1700-01-01' + g::int"),
            new ValueType("timestamp", "timestamp '1990-01-01' + g * interval '7654.321098 seconds'"),
            new ValueType("timestamptz", "timestamptz '1990-01-01 00:00+00' + g * interval '7654.321098 seconds'"),
            new ValueType("time", "time '00:00' + g * interval '0.863999 seconds'"),
            new ValueType("interval", "g * interval '1 day 7 hours 0.000001 seconds'"),
            new ValueType("numeric",
            "round((g - 50000) / 7.0, (g % 12)::int) * (case when g % 3 = 0 then 100000 else 1 end)"),
            new ValueType("numeric(12, 2)", "g * 1.37 - 60000"),
            new ValueType("boolean", "g % 3 = 0"),
            new ValueType("real", "((g - 50000) / 7.0)::real"),
            new ValueType("double precision", "case g % 1000 when 1 then 'NaN' when 2 then '-0' when 3 then 'Infinity' "
                    + "else (g - 50000) / 7.0::double precision end"),
            new ValueType("bytea", "decode(repeat(md5(g::text), (g % 3)::int), 'hex')"),
            new ValueType("inet", "inet '10.0.0.0' + g"),
            new ValueType("macaddr",
            "('08:00:2b:' || to_char(g / 10000, 'fm00') || ':' || to_char(g / 100 % 100, 'fm00') "
                    + "|| ':' || to_char(g % 100, 'fm00'))::macaddr"),
            new ValueType("jsonb", "jsonb_build_object('n', g, 's', md5(g::text))"),
            new ValueType("int[]", "array[g, g % 7, null]::int[]"),
            new ValueType("text[]", "array['a', g::text]"),
            new ValueType("name", "('n' || g)::name"),
            new ValueType("oid", "g::oid"));

    @Override
    public String toString() {
        return name;
    }
}
