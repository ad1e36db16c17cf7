-- The staged figures of all files of a load as the gate weighs them: months are counted (year * 12 + month), `rest` is what of the series is neither region nor flow, `whole` the rest that it is
-- a part of, `traded` the same of all trade modes; a figure given by bounds is weighed by these, a bound that isn't given by one beyond all trade; `fine` where a figure has digits enough to be recognised by.
CREATE OR REPLACE TABLE said AS
SELECT
    id, file, op, region, flow, CAST("row" AS BIGINT) AS "row", source, released, reliability_rank AS "rank", product, partner, regime, measure, unit,
    concat_ws('|', concept, product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS rest,
    concat_ws('|', concept, 'all', 'world', regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS "whole",
    concat_ws('|', concept, 'all', 'world', 'all', measure, coalesce(basis, ''), coalesce(currency, unit)) AS traded,
    first_month // 100 * 12 + first_month % 100 AS first, last_month // 100 * 12 + last_month % 100 AS last,
    CAST(coalesce(value, (low + high) / 2, low, high) AS DOUBLE) AS value, coalesce(CAST(coalesce(low, value) AS DOUBLE), -1e30) AS low,
    coalesce(CAST(coalesce(high, value) AS DOUBLE), 1e30) AS high,
    coalesce(abs(value), 0) >= 500 * coalesce(nullif(greatest(coalesce("precision", 0), coalesce(high - low, 0)), 0), 1) AS fine
FROM staged
WHERE coalesce(value, low, high) IS NOT NULL AND versus IS NULL AND scope IS NULL AND predicate IS NULL AND op IN ('level', 'growth', 'share', 'balance');
